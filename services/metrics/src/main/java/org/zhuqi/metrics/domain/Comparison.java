package org.zhuqi.metrics.domain;

import java.time.Instant;
import java.time.ZoneId;

/** With which earlier period a period is compared. */
public enum Comparison {
    /** The period before: of the same length, by the calendar where it is whole months. */
    PREVIOUS {
        @Override
        public Period before(Period period) {
            return period.previous();
        }

        @Override
        public Instant before(Instant at, Period period, ZoneId zone) {
            return period.movedToPrevious(at, zone);
        }
    },
    /** The same period a year before. */
    YEAR {
        @Override
        public Period before(Period period) {
            return period.yearBefore();
        }

        @Override
        public Instant before(Instant at, Period period, ZoneId zone) {
            return period.movedToYearBefore(at, zone);
        }
    };

    public abstract Period before(Period period);

    /** The cut-off that belongs to the earlier period as this one belongs to {@code period}. */
    public abstract Instant before(Instant at, Period period, ZoneId zone);
}
