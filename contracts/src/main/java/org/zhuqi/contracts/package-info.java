@NullMarked
package org.zhuqi.contracts;

import org.jspecify.annotations.NullMarked;
