@NullMarked
package org.zhuqi.notification.webhook.http;

import org.jspecify.annotations.NullMarked;
