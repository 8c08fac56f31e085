@NullMarked
package org.zhuqi.platform.limits;

import org.jspecify.annotations.NullMarked;
