/** Subscribing, counting events in, delivering, replaying. */
@NullMarked
package org.zhuqi.notification.webhook.application;

import org.jspecify.annotations.NullMarked;
