package org.zhuqi.metrics.application.export;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.metrics.application.Question;
import org.zhuqi.metrics.application.export.Cadence.Period;
import org.zhuqi.metrics.application.export.ExportContent.Kind;
import org.zhuqi.metrics.application.export.Schedule.Last;
import org.zhuqi.metrics.application.export.Schedule.Plan;
import org.zhuqi.metrics.postgres.ExportRows;
import org.zhuqi.metrics.postgres.ScheduleRows;
import org.zhuqi.platform.calendar.CalendarTable;
import org.zhuqi.platform.calendar.WorkingCalendar;

/**
 * Keeps the reports that are made again and again, and asks for them when they are due. Of each period there is one report per
 * format, however many instances look and whenever they are restarted. Times at which nobody was there are not made up one by
 * one: only the last of them is, and its report says so.
 */
public final class SchedulingReports {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    /** As late as this a report is not called late. */
    private static final Duration TOLERATED = Duration.ofHours(1);

    private static final int MADE_TOGETHER = 20;

    private final ScheduleRows rows;
    private final ExportRows exports;
    private final ComposingReports reports;
    private final CalendarTable calendars;
    private final TransactionTemplate transaction;
    private final InstantSource now;

    public SchedulingReports(
            ScheduleRows rows,
            ExportRows exports,
            ComposingReports reports,
            CalendarTable calendars,
            TransactionTemplate transaction,
            InstantSource now) {
        this.rows = rows;
        this.exports = exports;
        this.reports = reports;
        this.calendars = calendars;
        this.transaction = transaction;
        this.now = now;
    }

    public Schedule add(ExportRight right, Plan plan) {
        Schedule schedule = made(UUID.randomUUID(), 1, right, plan, null);
        rows.add(schedule);
        return schedule;
    }

    /** The next time is worked out anew; what was made stays. Empty if it has another version by now. */
    public Optional<Schedule> change(ExportRight right, Schedule before, Plan plan) {
        Schedule after = made(before.id(), before.version() + 1, right, plan, before.last());
        return rows.change(before, after) ? Optional.of(after) : Optional.empty();
    }

    private Schedule made(UUID id, long version, ExportRight right, Plan plan, @Nullable Last last) {
        Instant at = now.instant().truncatedTo(ChronoUnit.MICROS);
        return new Schedule(
                id,
                version,
                right.district(),
                right.account(),
                right.held(),
                right.isOfDistrict(plan.content().scope()),
                plan,
                at,
                plan.cadence().next(at, zone(right.district())),
                last);
    }

    private ZoneId zone(DistrictId district) {
        WorkingCalendar calendar = calendars.of(district);
        return calendar == null ? CHINA : calendar.zone();
    }

    /** Asks for the reports that are due. */
    void makeDue() {
        Instant at = now.instant().truncatedTo(ChronoUnit.MICROS);
        transaction.executeWithoutResult(status -> rows.due(at, MADE_TOGETHER).forEach(each -> make(each, at)));
    }

    private void make(Schedule schedule, Instant at) {
        Cadence cadence = schedule.plan().cadence();
        ZoneId zone = zone(schedule.district());
        Instant due = schedule.nextAt();
        Instant next = cadence.next(due, zone);
        int leftOut = 0;
        while (!next.isAfter(at)) {
            due = next;
            next = cadence.next(due, zone);
            leftOut++;
        }
        Period period = cadence.before(due.atZone(zone).toLocalDate());
        Sentence note = note(due, at, leftOut, zone);
        for (ExportFormat format : schedule.plan().formats()) {
            ExportOrder order = order(schedule, format, period, zone);
            exports.add(Export.asked(
                    id(schedule, period, format),
                    new ExportRight(schedule.account(), schedule.district(), schedule.held(), false),
                    schedule.id(),
                    order,
                    reports.fileName(order),
                    at,
                    note));
        }
        rows.made(schedule, new Last(due, period.from(), period.to(), note), next);
    }

    private static ExportOrder order(Schedule schedule, ExportFormat format, Period period, ZoneId zone) {
        Instant end = period.to().plusDays(1).atStartOfDay(zone).toInstant();
        return new ExportOrder(
                format,
                ExportContent.of(format == ExportFormat.CSV ? Kind.FIGURES : Kind.REPORT),
                new Question(
                        schedule.plan().content().scope(),
                        period.from().atStartOfDay(zone).toInstant(),
                        end,
                        end.minus(1, ChronoUnit.MICROS),
                        List.of(),
                        List.of()),
                period.from(),
                period.to(),
                zone,
                schedule.plan().content().manner());
    }

    private static UUID id(Schedule schedule, Period period, ExportFormat format) {
        LocalDate from = period.from();
        return UUID.nameUUIDFromBytes("%s %s %s %s"
                .formatted(schedule.id(), from, period.to(), format)
                .getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable Sentence note(Instant due, Instant at, int leftOut, ZoneId zone) {
        if (leftOut == 0 && Duration.between(due, at).compareTo(TOLERATED) <= 0) {
            return null;
        }
        String wanted = MINUTE.format(due.atZone(zone));
        String made = MINUTE.format(at.atZone(zone));
        return leftOut == 0
                ? new Sentence(
                        "Due at %s, made up for at %s.".formatted(wanted, made),
                        "应于 %s 生成，于 %s 补生成。".formatted(wanted, made))
                : new Sentence(
                        "Due at %s, made up for at %s; %d earlier reports were left out."
                                .formatted(wanted, made, leftOut),
                        "应于 %s 生成，于 %s 补生成；此前 %d 期未生成。".formatted(wanted, made, leftOut));
    }
}
