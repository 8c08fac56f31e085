@NullMarked
package org.zhuqi.platform.persistence;

import org.jspecify.annotations.NullMarked;
