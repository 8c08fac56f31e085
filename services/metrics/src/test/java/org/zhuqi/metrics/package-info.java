@NullMarked
package org.zhuqi.metrics;

import org.jspecify.annotations.NullMarked;
