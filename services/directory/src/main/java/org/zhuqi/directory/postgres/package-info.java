@NullMarked
package org.zhuqi.directory.postgres;

import org.jspecify.annotations.NullMarked;
