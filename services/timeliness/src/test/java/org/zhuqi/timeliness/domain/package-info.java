@NullMarked
package org.zhuqi.timeliness.domain;

import org.jspecify.annotations.NullMarked;
