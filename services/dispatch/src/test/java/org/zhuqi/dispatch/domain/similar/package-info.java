@NullMarked
package org.zhuqi.dispatch.domain.similar;

import org.jspecify.annotations.NullMarked;
