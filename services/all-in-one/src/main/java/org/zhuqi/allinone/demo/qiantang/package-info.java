/** The published case of Qiantang, invented ticket by ticket, and sent. */
@NullMarked
package org.zhuqi.allinone.demo.qiantang;

import org.jspecify.annotations.NullMarked;
