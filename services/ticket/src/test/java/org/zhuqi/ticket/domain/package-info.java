@NullMarked
package org.zhuqi.ticket.domain;

import org.jspecify.annotations.NullMarked;
