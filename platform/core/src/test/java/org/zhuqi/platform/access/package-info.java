@NullMarked
package org.zhuqi.platform.access;

import org.jspecify.annotations.NullMarked;
