package org.zhuqi.platform.calendar;

import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** An unbroken stretch of business hours within one day, local time; its end does not belong to it. Whole seconds. */
public record BusinessInterval(LocalTime from, LocalTime to) {
    public BusinessInterval {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException(
                    "Business hours end after they begin, on the same day, and " + from + "–" + to + " do not.");
        }
        if (!isWholeSecond(from) || !isWholeSecond(to)) {
            throw new IllegalArgumentException(
                    "Business hours are given in whole seconds, and " + from + "–" + to + " are not.");
        }
    }

    private static boolean isWholeSecond(LocalTime time) {
        return time.equals(time.truncatedTo(ChronoUnit.SECONDS));
    }

    Duration length() {
        return Duration.between(from, to);
    }

    static Duration length(List<BusinessInterval> hours) {
        return hours.stream().map(BusinessInterval::length).reduce(Duration.ZERO, Duration::plus);
    }

    static List<BusinessInterval> requireOrdered(List<BusinessInterval> hours) {
        for (int i = 1; i < hours.size(); i++) {
            if (hours.get(i).from().isBefore(hours.get(i - 1).to())) {
                throw new IllegalArgumentException("Business hours come in order and do not overlap, and "
                        + hours.get(i) + " begins before " + hours.get(i - 1) + " has ended.");
            }
        }
        return List.copyOf(hours);
    }

    @Override
    public String toString() {
        return from + "–" + to;
    }
}
