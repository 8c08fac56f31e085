@NullMarked
package org.zhuqi.ticket.kafka;

import org.jspecify.annotations.NullMarked;
