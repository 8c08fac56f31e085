@NullMarked
package org.zhuqi.allinone.cli;

import org.jspecify.annotations.NullMarked;
