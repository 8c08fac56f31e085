@NullMarked
package org.zhuqi.platform.security;

import org.jspecify.annotations.NullMarked;
