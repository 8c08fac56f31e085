@NullMarked
package org.zhuqi.metrics.report.pdf;

import org.jspecify.annotations.NullMarked;
