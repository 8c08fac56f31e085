package org.zhuqi.notification;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.zhuqi.platform.calendar.CalendarRules;

/** Stands still until a test moves it. */
final class MovableTime implements InstantSource {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private volatile Instant now = china("2023-04-10 09:00");

    /** {@code 2023-04-10 09:00}, as the clocks in China show it. */
    static Instant china(String text) {
        return LocalDateTime.parse(text, LOCAL).atZone(CalendarRules.CHINA).toInstant();
    }

    @Override
    public Instant instant() {
        return now;
    }

    void is(String at) {
        now = china(at);
    }

    void passes(Duration time) {
        now = now.plus(time);
    }
}
