package org.zhuqi.desk.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.platform.calendar.CalendarRules;
import org.zhuqi.platform.calendar.WorkingCalendar;

/**
 * How the time of a ticket stands, as people say it. Amounts are rounded down: nobody is promised more than there is, nor
 * blamed for more than was missed.
 */
public final class TimeWords {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private TimeWords() {}

    /** @param left as {@link Remaining} says it */
    public static Sentence of(Timing timing, @Nullable Duration left, @Nullable WorkingCalendar calendar, Instant now) {
        Standing standing = timing.standing(now);
        return switch (standing) {
            case null -> new Sentence("no clock runs yet", "尚未计时");
            case DONE -> new Sentence("no clock runs any more", "计时已结束");
            case UNKNOWN -> unknown(timing.unknownYear());
            case PAUSED -> paused(amount(left, calendar));
            case OVERDUE -> overdue(amount(left == null ? null : left.negated(), calendar));
            case ON_TIME, SOON -> left(timing, amount(left, calendar), calendar, now);
        };
    }

    private static Sentence unknown(@Nullable Long year) {
        return year == null
                ? new Sentence("the due date is not known yet", "到期日尚未确定")
                : new Sentence(
                        "the due date is not known yet: the holidays of %d are not announced".formatted(year),
                        "到期日尚未确定：%d 年放假安排未公布".formatted(year));
    }

    private static Sentence paused(@Nullable Sentence amount) {
        return amount == null
                ? new Sentence("stopped", "已停表")
                : new Sentence("stopped with %s left".formatted(amount.en()), "已停表，剩余 %s".formatted(amount.zh()));
    }

    private static Sentence overdue(@Nullable Sentence amount) {
        return amount == null
                ? new Sentence("overdue", "已超时")
                : new Sentence("overdue by %s".formatted(amount.en()), "已超时 %s".formatted(amount.zh()));
    }

    private static Sentence left(
            Timing timing, @Nullable Sentence amount, @Nullable WorkingCalendar calendar, Instant now) {
        ZoneId zone = calendar == null ? CalendarRules.CHINA : calendar.zone();
        Instant end = timing.due();
        ZonedDateTime due = (end == null ? now : end).atZone(zone);
        if (due.toLocalDate().equals(now.atZone(zone).toLocalDate())) {
            return new Sentence("due today %s".formatted(due.format(TIME)), "今天 %s 到期".formatted(due.format(TIME)));
        }
        return amount == null
                ? new Sentence("due %s".formatted(due.format(DAY)), "%s 到期".formatted(due.format(DAY)))
                : new Sentence("%s left".formatted(amount.en()), "还剩 %s".formatted(amount.zh()));
    }

    /** In working days from one day on, then in hours, then in minutes; null if it cannot be said or is less than that. */
    private static @Nullable Sentence amount(@Nullable Duration time, @Nullable WorkingCalendar calendar) {
        if (time == null || calendar == null) {
            return null;
        }
        if (time.compareTo(calendar.nominalDay()) >= 0) {
            BigDecimal days = BigDecimal.valueOf(time.toSeconds())
                    .divide(BigDecimal.valueOf(calendar.nominalDay().toSeconds()), 1, RoundingMode.DOWN);
            return said(days, "working day", "个工作日");
        }
        if (time.compareTo(Duration.ofHours(1)) >= 0) {
            BigDecimal hours =
                    BigDecimal.valueOf(time.toMinutes()).divide(BigDecimal.valueOf(60), 1, RoundingMode.DOWN);
            return said(hours, "working hour", "小时（工作时间）");
        }
        return time.toMinutes() < 1 ? null : said(BigDecimal.valueOf(time.toMinutes()), "working minute", "分钟（工作时间）");
    }

    private static Sentence said(BigDecimal number, String unit, String zh) {
        String plain = number.stripTrailingZeros().toPlainString();
        return new Sentence(plain + " " + unit + (plain.equals("1") ? "" : "s"), plain + " " + zh);
    }
}
