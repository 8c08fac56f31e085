@NullMarked
package org.zhuqi.bench;

import org.jspecify.annotations.NullMarked;
