package org.zhuqi.desk.domain;

/** How it stands with the time of a ticket. The words are those of the pages' colours. */
public enum Standing {
    ON_TIME,
    SOON,
    OVERDUE,
    PAUSED,
    /** No clock of the whole ticket is open any more. */
    DONE,
    /** A clock is open, but its due date lies in a year whose holidays nobody has announced yet. */
    UNKNOWN
}
