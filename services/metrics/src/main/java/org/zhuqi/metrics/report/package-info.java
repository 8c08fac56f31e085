/** Reports as workbook, CSV and printed page: what a report is, and its writers. They know nothing of how a figure is counted. */
@NullMarked
package org.zhuqi.metrics.report;

import org.jspecify.annotations.NullMarked;
