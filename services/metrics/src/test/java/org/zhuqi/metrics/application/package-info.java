@NullMarked
package org.zhuqi.metrics.application;

import org.jspecify.annotations.NullMarked;
