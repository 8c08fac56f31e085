@NullMarked
package org.zhuqi.metrics.application.export;

import org.jspecify.annotations.NullMarked;
