/** The doors of notification. */
@NullMarked
package org.zhuqi.notification.web;

import org.jspecify.annotations.NullMarked;
