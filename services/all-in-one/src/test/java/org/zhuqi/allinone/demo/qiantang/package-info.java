@NullMarked
package org.zhuqi.allinone.demo.qiantang;

import org.jspecify.annotations.NullMarked;
