@NullMarked
package org.zhuqi.embedded;

import org.jspecify.annotations.NullMarked;
