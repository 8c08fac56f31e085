@NullMarked
package org.zhuqi.platform;

import org.jspecify.annotations.NullMarked;
