@NullMarked
package org.zhuqi.ticket.postgres;

import org.jspecify.annotations.NullMarked;
