/** Requests to receivers: to the address that was looked at, and to no other. */
@NullMarked
package org.zhuqi.notification.webhook.http;

import org.jspecify.annotations.NullMarked;
