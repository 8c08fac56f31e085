@NullMarked
package org.zhuqi.metrics.domain;

import org.jspecify.annotations.NullMarked;
