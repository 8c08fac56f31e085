package org.zhuqi.timeliness.web;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.PauseCause;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.SuspensionReason;
import org.zhuqi.contracts.clock.ClockReading;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.calendar.UnknownYearException;
import org.zhuqi.timeliness.application.Readings;
import org.zhuqi.timeliness.application.TicketRecord;
import org.zhuqi.timeliness.domain.Clock;
import org.zhuqi.timeliness.domain.ExtensionRequest;
import org.zhuqi.timeliness.domain.Ledger;
import org.zhuqi.timeliness.domain.Segment;
import org.zhuqi.timeliness.domain.WhyLate;
import org.zhuqi.timeliness.postgres.DueRows.Standing;
import org.zhuqi.timeliness.postgres.OutgoingRows.Notice;

/** The clocks of a ticket with the sheet that says where their time went. */
record ClocksDocument(
        TicketId ticket,
        TicketNumber number,

        @Schema(description = "The ticket's version that is counted in.")
        long version,

        @Schema(description = "The policy that is frozen onto the ticket.", example = "135-staged@1")
        String policy,

        Sentence policyName,

        @Schema(description = "The version of the working calendar by which this was counted.")
        String calendar,

        @Schema(description = "The time zone of the calendar.")
        String zone,

        @Schema(description = "What one working day is worth, in seconds of working time.")
        long workingDaySeconds,

        @Schema(description = "For which instant this holds.")
        Instant at,

        List<Entry> clocks,
        List<Extension> extensions,

        @Schema(description = "Warnings and breaches as they were told.")
        List<Told> notices) {

    record Entry(
            @JsonUnwrapped ClockReading reading,

            @Schema(description = "The stage in English.") String stageEn,

            @Schema(description = "How much time the policy gives.", example = "5 working days")
            String within,

            @Schema(description = "The day that was named for an assistant's part; it counts in place of that time.")
            @Nullable
            LocalDate namedDue,

            @Schema(description = "NEXT_DAY: from the next day, due at close of business; EXACT: to the minute.")
            String counting,

            @Schema(description = "Of an open clock: how it stands now.") @Nullable
            Standing standing,

            @Schema(
                    description =
                            "Of an open clock that stands not behind its due date: what is left, in seconds of the clock's own ruler.")
            @Nullable
            Long remainingSeconds,

            @Schema(description = "Absent while it reaches into a year whose holiday notice is not loaded.") @Nullable
            Sheet sheet) {}

    /** Why it is late, or is not: the lines lie end to end and add up. */
    record Sheet(
            @Schema(description = "True: seconds are of working time; false: of all the time there is.")
            boolean workingTime,

            Instant from,
            Instant until,
            List<Line> lines,

            @Schema(description = "What ran.") long countedSeconds,

            @Schema(description = "What stood still.") long stoodStillSeconds,

            @Schema(description = "Both together: from first to last.")
            long totalSeconds,

            @Schema(description = "What there was up to the due date that counts, pauses left out.") @Nullable
            Long allowedSeconds,

            @Schema(description = "What ran behind the due date.")
            long overdueSeconds) {}

    record Line(
            Instant from,
            Instant to,
            Segment.Holder holder,
            String holderZh,
            @Nullable UnitId unit,
            TicketState state,
            String stateZh,

            @Schema(description = "False while the clock stands still.")
            boolean runs,

            @Schema(description = "It lies behind the due date.")
            boolean overdue,

            @Nullable PauseCause cause,
            @Nullable SuspensionReason reason,
            long seconds) {}

    record Extension(
            Instant requestedAt,
            Instant askedFor,
            @Nullable Instant decidedAt,
            @Nullable Instant grantedUntil,

            @Schema(description = "The due date that came of it; absent if it changed nothing.") @Nullable
            Instant effectiveUntil,

            @Schema(description = "Why it changed nothing, or less than granted.") @Nullable
            Sentence objection) {

        static Extension of(ExtensionRequest request) {
            return new Extension(
                    request.requestedAt(),
                    request.askedFor(),
                    request.decidedAt(),
                    request.grantedUntil(),
                    request.effectiveUntil(),
                    request.objection());
        }
    }

    record Told(
            String type,
            Instant occurredAt,
            Instant recordedAt,

            @Schema(description = "The event as it was told, as in its JSON Schema.", type = "object") @JsonRawValue
            String message) {}

    /** @param onlyTheTickets leaves out how units stand to each other, which is not the enterprise's matter */
    static ClocksDocument of(
            TicketRecord record, Ledger ledger, List<Notice> notices, Instant now, boolean onlyTheTickets) {
        return new ClocksDocument(
                record.id(),
                record.number(),
                record.version(),
                record.policy().text(),
                ledger.policy().name(),
                ledger.calendar().version(),
                ledger.calendar().zone().getId(),
                ledger.calendar().nominalDay().toSeconds(),
                now,
                ledger.clocks().stream()
                        .filter(clock -> !onlyTheTickets || clock.scope() == ClockScope.TICKET)
                        .map(clock -> entry(ledger, clock, now))
                        .toList(),
                ledger.extensions().stream().map(Extension::of).toList(),
                onlyTheTickets
                        ? List.of()
                        : notices.stream()
                                .map(notice -> new Told(
                                        notice.type(), notice.occurredAt(), notice.recordedAt(), notice.body()))
                                .toList());
    }

    private static Entry entry(Ledger ledger, Clock clock, Instant now) {
        Standing standing =
                clock.isOpen() ? Standing.of(clock.dueAt(now), clock.soonAt(), clock.pausedSinceAt(now), now) : null;
        return new Entry(
                Readings.of(clock),
                clock.stage().name().en(),
                clock.allowance().within().toString(),
                clock.namedDue(),
                clock.allowance().counting().name(),
                standing,
                clock.remaining(now).map(Duration::toSeconds).orElse(null),
                sheet(ledger, clock, now));
    }

    private static @Nullable Sheet sheet(Ledger ledger, Clock clock, Instant now) {
        WhyLate why;
        try {
            why = WhyLate.of(ledger, clock, now);
        } catch (UnknownYearException e) {
            return null;
        }
        return new Sheet(
                why.clock().allowance().within().unit().isWorking(),
                why.clock().startedAt(),
                why.until(),
                why.lines().stream().map(ClocksDocument::line).toList(),
                why.counted().toSeconds(),
                why.stoodStill().toSeconds(),
                why.counted().plus(why.stoodStill()).toSeconds(),
                why.allowed() == null ? null : why.allowed().toSeconds(),
                why.overdue().toSeconds());
    }

    private static Line line(WhyLate.Line line) {
        Segment segment = line.segment();
        return new Line(
                line.from(),
                line.to(),
                segment.holder(),
                segment.holder().zh(),
                segment.unit(),
                segment.state(),
                segment.state().zh(),
                line.runs(),
                line.overdue(),
                line.runs() ? null : segment.cause(),
                segment.reason(),
                line.time().toSeconds());
    }
}
