/** Who gets through which door of the whole system, tried with everybody. */
@NullMarked
package org.zhuqi.allinone.doors;

import org.jspecify.annotations.NullMarked;
