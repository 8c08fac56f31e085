@NullMarked
package org.zhuqi.timeliness.postgres;

import org.jspecify.annotations.NullMarked;
