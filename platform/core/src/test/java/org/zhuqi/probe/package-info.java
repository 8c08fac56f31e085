/** The platform seen from outside. Not below {@code org.zhuqi.platform}: whatever lies there is scanned by every service's tests. */
@NullMarked
package org.zhuqi.probe;

import org.jspecify.annotations.NullMarked;
