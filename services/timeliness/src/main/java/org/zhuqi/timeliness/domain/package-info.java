/** The rules of "135", pure: policy, history and calendar in, clocks out. No Spring, no clock, no database. */
@NullMarked
package org.zhuqi.timeliness.domain;

import org.jspecify.annotations.NullMarked;
