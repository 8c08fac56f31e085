@NullMarked
package org.zhuqi.platform.observability;

import org.jspecify.annotations.NullMarked;
