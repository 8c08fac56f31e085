@NullMarked
package org.zhuqi.allinone.demo;

import org.jspecify.annotations.NullMarked;
