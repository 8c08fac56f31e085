/** Policies as people write them. */
@NullMarked
package org.zhuqi.timeliness.policy;

import org.jspecify.annotations.NullMarked;
