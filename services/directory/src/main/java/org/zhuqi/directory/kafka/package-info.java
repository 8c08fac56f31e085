@NullMarked
package org.zhuqi.directory.kafka;

import org.jspecify.annotations.NullMarked;
