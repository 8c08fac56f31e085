@NullMarked
package org.zhuqi.ticket.machine;

import org.jspecify.annotations.NullMarked;
