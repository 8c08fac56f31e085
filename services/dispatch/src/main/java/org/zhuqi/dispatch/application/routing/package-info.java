@NullMarked
package org.zhuqi.dispatch.application.routing;

import org.jspecify.annotations.NullMarked;
