package org.zhuqi.metrics.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.metrics.application.export.Cadence;
import org.zhuqi.metrics.application.export.ExportFormat;
import org.zhuqi.metrics.application.export.Manner;
import org.zhuqi.metrics.application.export.Schedule;
import org.zhuqi.metrics.domain.Basis;
import org.zhuqi.metrics.domain.Rounding;

@Schema(name = "Schedule", description = "A report that is made again and again.")
record ScheduleDocument(
        UUID id,
        long version,
        String name,
        ScheduleForm.Rhythm cadence,
        @Nullable Integer day,
        @Nullable DayOfWeek weekday,

        @Schema(type = "string", example = "07:30") LocalTime time,
        List<ExportFormat> formats,

        @Schema(description = "By dimension the ids to which it is narrowed; 'none' for those without a value.")
        Map<String, Iterable<String>> only,

        @Nullable Basis basis,
        @Nullable Integer decimals,
        Rounding.@Nullable Mode rounding,
        String language,

        @Schema(description = "Who set it up or changed it last.")
        AccountId account,

        Instant changedAt,

        @Schema(description = "When it is made next.") Instant nextAt,

        @Schema(description = "The last time; absent as long as it was never made.") @Nullable
        Last last) {

    /** The last time. */
    @Schema(name = "ScheduleLast")
    record Last(
            @Schema(description = "When it was due.") Instant at,
            LocalDate from,
            LocalDate to,

            @Schema(description = "What is to be said of it, such as that it came late.") @Nullable
            Sentence note) {}

    static ScheduleDocument of(Schedule schedule) {
        Cadence cadence = schedule.plan().cadence();
        Manner manner = schedule.plan().content().manner();
        Map<String, Iterable<String>> only = new TreeMap<>();
        schedule.plan().content().scope().only().forEach((dimension, ids) -> {
            TreeSet<String> shown = new TreeSet<>();
            ids.forEach(id -> shown.add(id.isEmpty() ? "none" : id));
            only.put(dimension.name().toLowerCase(Locale.ROOT), shown);
        });
        Schedule.Last last = schedule.last();
        return new ScheduleDocument(
                schedule.id(),
                schedule.version(),
                schedule.plan().name(),
                cadence instanceof Cadence.Monthly ? ScheduleForm.Rhythm.MONTHLY : ScheduleForm.Rhythm.WEEKLY,
                cadence instanceof Cadence.Monthly monthly ? Integer.valueOf(monthly.day()) : null,
                cadence instanceof Cadence.Weekly weekly ? weekly.weekday() : null,
                cadence.time(),
                schedule.plan().formats(),
                only,
                manner.basis(),
                manner.decimals(),
                manner.rounding(),
                ExportDocument.code(manner.language()),
                schedule.account(),
                schedule.changedAt(),
                schedule.nextAt(),
                last == null ? null : new Last(last.at(), last.from(), last.to(), last.note()));
    }
}
