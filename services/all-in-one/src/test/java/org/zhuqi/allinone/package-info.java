@NullMarked
package org.zhuqi.allinone;

import org.jspecify.annotations.NullMarked;
