@NullMarked
package org.zhuqi.ticket.application.export;

import org.jspecify.annotations.NullMarked;
