/**
 * The one ruler for time in the system: what a working day is and how a span of days, hours or minutes is laid along it.
 * Whatever adds or measures time asks {@link org.zhuqi.platform.calendar.WorkingCalendar}, so that days and hours cannot
 * come from two different rulers.
 */
@NullMarked
package org.zhuqi.platform.calendar;

import org.jspecify.annotations.NullMarked;
