package org.zhuqi.platform.calendar;

/** Where a span begins and where it ends. */
public enum Counting {
    /**
     * The day of the start does not count, and the span ends at close of business of its last day. A span of natural days
     * whose last day is a day off ends on the next working day. Only days can be counted so. Source: Civil Code of the
     * People's Republic of China, art. 201 para. 1 (the first day does not count) and art. 203 (a last day that is a day
     * off moves to the day after the days off; where there are business hours, the last day ends with them).
     */
    NEXT_DAY,

    /** To the minute: working time runs within business hours only, natural time runs always. */
    EXACT
}
