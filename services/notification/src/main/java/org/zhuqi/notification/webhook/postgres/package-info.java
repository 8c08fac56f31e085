/** The tables of webhooks, each in a class. */
@NullMarked
package org.zhuqi.notification.webhook.postgres;

import org.jspecify.annotations.NullMarked;
