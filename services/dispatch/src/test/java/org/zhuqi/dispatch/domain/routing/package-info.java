@NullMarked
package org.zhuqi.dispatch.domain.routing;

import org.jspecify.annotations.NullMarked;
