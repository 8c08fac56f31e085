/** A copy of an installation as it was at one instant, and an installation made of such a copy. */
@NullMarked
package org.zhuqi.allinone.backup;

import org.jspecify.annotations.NullMarked;
