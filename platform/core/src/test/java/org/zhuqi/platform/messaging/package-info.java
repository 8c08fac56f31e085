@NullMarked
package org.zhuqi.platform.messaging;

import org.jspecify.annotations.NullMarked;
