/** The printed report: layout, charts and font on top of PDFBox. */
@NullMarked
package org.zhuqi.metrics.report.pdf;

import org.jspecify.annotations.NullMarked;
