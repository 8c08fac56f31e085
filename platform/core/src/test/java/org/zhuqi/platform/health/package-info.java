@NullMarked
package org.zhuqi.platform.health;

import org.jspecify.annotations.NullMarked;
