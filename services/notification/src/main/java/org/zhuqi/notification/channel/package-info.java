/** The ways out: mail, DingTalk, text messages. */
@NullMarked
package org.zhuqi.notification.channel;

import org.jspecify.annotations.NullMarked;
