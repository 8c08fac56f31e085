/** The figures: every number leads to its tickets. */
@NullMarked
package org.zhuqi.metrics;

import org.jspecify.annotations.NullMarked;
