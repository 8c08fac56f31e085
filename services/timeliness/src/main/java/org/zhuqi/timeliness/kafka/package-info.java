@NullMarked
package org.zhuqi.timeliness.kafka;

import org.jspecify.annotations.NullMarked;
