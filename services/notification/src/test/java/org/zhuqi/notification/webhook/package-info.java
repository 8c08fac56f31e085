@NullMarked
package org.zhuqi.notification.webhook;

import org.jspecify.annotations.NullMarked;
