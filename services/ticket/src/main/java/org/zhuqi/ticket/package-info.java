@NullMarked
package org.zhuqi.ticket;

import org.jspecify.annotations.NullMarked;
