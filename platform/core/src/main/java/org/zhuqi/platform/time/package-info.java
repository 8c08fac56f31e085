@NullMarked
package org.zhuqi.platform.time;

import org.jspecify.annotations.NullMarked;
