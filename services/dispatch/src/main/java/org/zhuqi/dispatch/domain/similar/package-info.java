/** When two requests are about the same matter, however they are worded. */
@NullMarked
package org.zhuqi.dispatch.domain.similar;

import org.jspecify.annotations.NullMarked;
