@NullMarked
package org.zhuqi.portal;

import org.jspecify.annotations.NullMarked;
