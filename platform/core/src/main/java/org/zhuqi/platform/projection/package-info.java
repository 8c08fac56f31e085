/** Events of tickets to rows: in order, each once, stopping where something is missing. */
@NullMarked
package org.zhuqi.platform.projection;

import org.jspecify.annotations.NullMarked;
