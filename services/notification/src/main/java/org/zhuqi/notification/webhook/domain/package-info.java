/** Subscriptions, what they ask for, how a request is signed, and where none may go. */
@NullMarked
package org.zhuqi.notification.webhook.domain;

import org.jspecify.annotations.NullMarked;
