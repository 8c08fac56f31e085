/** The doors of webhooks. */
@NullMarked
package org.zhuqi.notification.webhook.web;

import org.jspecify.annotations.NullMarked;
