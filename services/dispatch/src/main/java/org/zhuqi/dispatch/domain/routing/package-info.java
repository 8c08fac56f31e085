/** Which unit a ticket should go to, and why: rules and counted experience, no adapter, no clock. */
@NullMarked
package org.zhuqi.dispatch.domain.routing;

import org.jspecify.annotations.NullMarked;
