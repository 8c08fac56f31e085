package org.zhuqi.platform.calendar;

/** A result would depend on a day of a year whose holidays nobody has announced yet. Never taken for "no holidays". */
public final class UnknownYearException extends RuntimeException {
    private final int year;

    public UnknownYearException(int year) {
        super("The working calendar has no holiday notice for " + year + ": load it with `./zhuqi calendar load " + year
                + " FILE` or POST /api/v1/calendar/notices");
        this.year = year;
    }

    public int year() {
        return year;
    }
}
