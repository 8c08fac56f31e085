@NullMarked
package org.zhuqi.allinone.verify;

import org.jspecify.annotations.NullMarked;
