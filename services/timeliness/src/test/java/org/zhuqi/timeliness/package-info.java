@NullMarked
package org.zhuqi.timeliness;

import org.jspecify.annotations.NullMarked;
