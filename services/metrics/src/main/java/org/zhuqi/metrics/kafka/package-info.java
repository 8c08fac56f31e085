@NullMarked
package org.zhuqi.metrics.kafka;

import org.jspecify.annotations.NullMarked;
