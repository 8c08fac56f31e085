@NullMarked
package org.zhuqi.dispatch.web.routing;

import org.jspecify.annotations.NullMarked;
