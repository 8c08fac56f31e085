@NullMarked
package org.zhuqi.allinone.torture;

import org.jspecify.annotations.NullMarked;
