@NullMarked
package org.zhuqi.platform.calendar;

import org.jspecify.annotations.NullMarked;
