/** The tables of notification. */
@NullMarked
package org.zhuqi.notification.postgres;

import org.jspecify.annotations.NullMarked;
