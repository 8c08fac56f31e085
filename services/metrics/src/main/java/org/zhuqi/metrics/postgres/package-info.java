@NullMarked
package org.zhuqi.metrics.postgres;

import org.jspecify.annotations.NullMarked;
