@NullMarked
package org.zhuqi.dispatch.postgres.routing;

import org.jspecify.annotations.NullMarked;
