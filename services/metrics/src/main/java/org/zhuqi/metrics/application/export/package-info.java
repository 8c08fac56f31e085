/** Reports and lists of figures as files: what is asked for, how it is composed, who writes it and when. */
@NullMarked
package org.zhuqi.metrics.application.export;

import org.jspecify.annotations.NullMarked;
