/** Documents that people write: read with the line of every fault. */
@NullMarked
package org.zhuqi.platform.yaml;

import org.jspecify.annotations.NullMarked;
