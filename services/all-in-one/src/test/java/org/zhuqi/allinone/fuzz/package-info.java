@NullMarked
package org.zhuqi.allinone.fuzz;

import org.jspecify.annotations.NullMarked;
