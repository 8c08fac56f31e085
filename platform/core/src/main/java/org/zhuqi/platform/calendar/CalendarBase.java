package org.zhuqi.platform.calendar;

/** What decides which days are worked, before a district's own overrides. */
public enum CalendarBase {
    /** Monday to Friday, changed by the State Council's notices. A year without a notice is unknown. */
    STATE_COUNCIL_NOTICES,

    /** Monday to Friday, no holidays, every year known. Notices are not asked. */
    PLAIN_WEEKDAYS
}
