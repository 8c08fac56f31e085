@NullMarked
package org.zhuqi.directory;

import org.jspecify.annotations.NullMarked;
