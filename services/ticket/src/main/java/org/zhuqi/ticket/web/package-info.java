@NullMarked
package org.zhuqi.ticket.web;

import org.jspecify.annotations.NullMarked;
