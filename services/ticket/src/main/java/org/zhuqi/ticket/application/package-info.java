@NullMarked
package org.zhuqi.ticket.application;

import org.jspecify.annotations.NullMarked;
