package org.zhuqi.notification.domain;

/** When something is told. The inbox shows everything at once. */
public enum Timing {
    /** At once, but not within quiet hours. */
    AT_ONCE,
    /** Within the business hours of the district's working calendar. */
    WORKING_TIME,
    /** With others in the morning of the next working day. */
    DIGEST
}
