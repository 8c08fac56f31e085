@NullMarked
package org.zhuqi.desk.kafka;

import org.jspecify.annotations.NullMarked;
