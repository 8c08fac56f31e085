@NullMarked
package org.zhuqi.metrics.report;

import org.jspecify.annotations.NullMarked;
