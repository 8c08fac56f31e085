@NullMarked
package org.zhuqi.intake;

import org.jspecify.annotations.NullMarked;
