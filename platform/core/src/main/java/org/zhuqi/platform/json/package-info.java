@NullMarked
package org.zhuqi.platform.json;

import org.jspecify.annotations.NullMarked;
