@NullMarked
package org.zhuqi.allinone.crash;

import org.jspecify.annotations.NullMarked;
