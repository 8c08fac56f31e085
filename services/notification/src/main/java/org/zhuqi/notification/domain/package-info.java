/** What may happen, who is told of it, and in which words: plain Java. */
@NullMarked
package org.zhuqi.notification.domain;

import org.jspecify.annotations.NullMarked;
