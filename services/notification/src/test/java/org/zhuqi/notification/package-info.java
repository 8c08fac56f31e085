@NullMarked
package org.zhuqi.notification;

import org.jspecify.annotations.NullMarked;
