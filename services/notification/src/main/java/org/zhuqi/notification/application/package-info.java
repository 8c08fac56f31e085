/** The use cases of telling people. */
@NullMarked
package org.zhuqi.notification.application;

import org.jspecify.annotations.NullMarked;
