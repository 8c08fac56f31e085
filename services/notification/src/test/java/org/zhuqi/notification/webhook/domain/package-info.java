@NullMarked
package org.zhuqi.notification.webhook.domain;

import org.jspecify.annotations.NullMarked;
