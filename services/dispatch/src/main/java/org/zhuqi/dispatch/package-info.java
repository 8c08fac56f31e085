@NullMarked
package org.zhuqi.dispatch;

import org.jspecify.annotations.NullMarked;
