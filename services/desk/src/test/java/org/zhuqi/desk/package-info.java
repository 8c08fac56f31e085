@NullMarked
package org.zhuqi.desk;

import org.jspecify.annotations.NullMarked;
