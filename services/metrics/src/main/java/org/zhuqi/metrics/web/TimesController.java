package org.zhuqi.metrics.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.metrics.application.Measuring;
import org.zhuqi.metrics.application.Measuring.Answer;
import org.zhuqi.metrics.application.Measuring.Bar;
import org.zhuqi.metrics.domain.Basis;
import org.zhuqi.metrics.domain.Dimension;
import org.zhuqi.metrics.domain.MeasuredTime;
import org.zhuqi.metrics.domain.Population;
import org.zhuqi.metrics.domain.Times;
import org.zhuqi.metrics.postgres.TimeRows;
import org.zhuqi.metrics.postgres.TimeRows.Position;
import org.zhuqi.metrics.postgres.TimeRows.Stretch;
import org.zhuqi.metrics.postgres.TimeRows.Summary;
import org.zhuqi.metrics.postgres.TimeRows.Timed;
import org.zhuqi.metrics.web.FigureDocuments.Case;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Page;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;

/** How long things took: not only on average, and with those behind every stretch of it. */
@RestController
@RequestMapping("/api/v1/metrics/times")
@Tag(name = "metrics")
public class TimesController {
    private final Asking asking;
    private final Measuring measuring;

    public TimesController(Asking asking, Measuring measuring) {
        this.asking = asking;
        this.measuring = measuring;
    }

    @Schema(name = "TimeDefinition", description = "A time of the registry.")
    record TimeDefinition(
            String key,
            Sentence name,
            Population population,
            List<Basis> bases,
            Sentence sentence,

            @Schema(description = "Whose time is measured: one of these cases.")
            List<Case> of,

            @Schema(description = "From when until when.") Sentence measured) {
        static TimeDefinition of(MeasuredTime time) {
            return new TimeDefinition(
                    time.key(),
                    time.name(),
                    time.population(),
                    time.bases(),
                    time.sentence(),
                    Case.of(time.of()),
                    time.expression().words());
        }
    }

    @GetMapping
    @Operation(summary = "Which times are measured, and how")
    List<TimeDefinition> definitions(HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return Times.ALL.stream().map(TimeDefinition::of).toList();
    }

    @Schema(name = "TimeSummary", description = "In seconds.")
    record SummaryDocument(
            long count,
            long min,
            long max,
            BigDecimal mean,

            @Schema(
                    description =
                            "By per cent (10, 25, 50, 75, 90, 95): the time that occurred below or at which so many lie.")
            Map<String, Long> percentiles) {
        static SummaryDocument of(Summary summary) {
            Map<String, Long> percentiles = new LinkedHashMap<>();
            for (int index = 0; index < TimeRows.PERCENTILES.size(); index++) {
                percentiles.put(
                        TimeRows.PERCENTILES.get(index).toString(),
                        summary.percentiles().get(index));
            }
            return new SummaryDocument(summary.count(), summary.min(), summary.max(), summary.mean(), percentiles);
        }
    }

    @Schema(name = "TimeGroup")
    record GroupDocument(Map<String, String> by, SummaryDocument summary) {}

    @Schema(name = "TimeBar", description = "How many took at least 'above' and less than 'below' seconds.")
    record BarDocument(
            long above,

            @Schema(description = "Absent: without end.") @Nullable
            Long below,

            long count) {
        static BarDocument of(Bar bar) {
            return new BarDocument(bar.from(), bar.below(), bar.count());
        }
    }

    @Schema(name = "Times")
    record TimesDocument(
            String key,
            Sentence name,
            Basis basis,
            Sentence sentence,
            LocalDate from,
            LocalDate to,
            Instant at,
            String zone,

            @Schema(description = "Absent if there is nothing to be measured.") @Nullable
            SummaryDocument summary,

            @Schema(description = "A chart; the bars add up to the whole.")
            List<BarDocument> histogram,

            List<GroupDocument> groups) {}

    @GetMapping("/{key}")
    @Operation(
            summary = "How long it took: percentiles, mean, shortest, longest and a chart, in whole and in groups",
            description =
                    "Percentiles are exact and values that occurred. RECEIVED: of what was received in the period; "
                            + "HAPPENED: of what ended in it; both only as far as it had ended by the cut-off.")
    TimesDocument times(
            @PathVariable String key,
            @Parameter(
                            description =
                                    "Groups: unit, chain, place, item, officer, enterprise, size, month, district; at most"
                                            + " two, separated by a comma.")
                    @RequestParam(required = false)
                    @Nullable
                    String by,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Asking.Read read = asking.readOfTimes(request, caller, Set.of("by"));
        MeasuredTime time = time(key);
        Basis basis = basis(time, request);
        Answer answer = measuring.times(time, basis, read.question(), read.zone());
        List<Dimension> dimensions = read.question().by();
        return new TimesDocument(
                time.key(),
                time.name(),
                basis,
                time.sentence(),
                read.fromDay(),
                read.toDay(),
                read.question().at(),
                read.zone().getId(),
                answer.whole() == null ? null : SummaryDocument.of(answer.whole()),
                answer.bars().stream().map(BarDocument::of).toList(),
                answer.groups().stream()
                        .map(group -> new GroupDocument(
                                FigureDocuments.named(dimensions, group.by()), SummaryDocument.of(group.summary())))
                        .toList());
    }

    @Schema(name = "TimedTicket")
    record TimedDocument(
            TicketId ticketId,
            String number,

            @Schema(description = "Which of the ticket's clocks it is, where these are measured.") @Nullable
            String part,

            @Schema(description = "What it is grouped by.") Map<String, String> by,
            Instant receivedAt,

            @Schema(description = "When the time ended; of open tickets the cut-off.")
            Instant endedAt,

            long seconds) {
        static TimedDocument of(Timed it) {
            Map<String, String> by = new TreeMap<>();
            it.group().forEach((dimension, value) -> by.put(dimension.name().toLowerCase(Locale.ROOT), value));
            return new TimedDocument(
                    it.ticket(),
                    it.number().text(),
                    it.part().isEmpty() ? null : it.part(),
                    by,
                    it.receivedAt(),
                    it.endedAt(),
                    it.seconds());
        }
    }

    @GetMapping("/{key}/tickets")
    @Operation(summary = "Those behind a stretch of times, the longest first")
    Page<TimedDocument> tickets(
            @PathVariable String key,
            @Parameter(description = "At least so many seconds. Default: 0.") @RequestParam(required = false) @Nullable
                    String above,
            @Parameter(description = "Less than so many seconds. Default: without end.")
                    @RequestParam(required = false)
                    @Nullable
                    String below,
            @Parameter(description = "How many, 1 to 200. Default: 50.") @RequestParam(required = false) @Nullable
                    String limit,
            @Parameter(description = "'next' of the page before.") @RequestParam(required = false) @Nullable
                    String cursor,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Asking.Read read = asking.readOfTimes(request, caller, Set.of("above", "below", "limit", "cursor"));
        MeasuredTime time = time(key);
        int size = Page.limit(limit);
        return Page.of(
                measuring.cases(
                        time,
                        basis(time, request),
                        read.question(),
                        read.zone(),
                        new Stretch(seconds("above", above), seconds("below", below)),
                        position(cursor),
                        size + 1),
                size,
                TimedDocument::of,
                last -> Page.cursor(Long.toString(last.seconds()), last.ticket().text(), last.part()));
    }

    private static @Nullable Long seconds(String name, @Nullable String text) {
        return Parameters.optional(
                name,
                text,
                it -> {
                    long seconds = Long.parseLong(it);
                    if (seconds < 0) {
                        throw new IllegalArgumentException(it);
                    }
                    return seconds;
                },
                "86400 (seconds)");
    }

    private static @Nullable Position position(@Nullable String cursor) {
        List<String> parts = Page.position(cursor, 3);
        return parts == null
                ? null
                : Parameters.optional(
                        "cursor",
                        cursor,
                        any -> new Position(Long.parseLong(parts.get(0)), TicketId.of(parts.get(1)), parts.get(2)),
                        "'next' of the page before");
    }

    private static MeasuredTime time(String key) {
        return Times.find(key)
                .orElseThrow(() -> Problem.notFound(
                                "There is no time '%s'; GET /api/v1/metrics/times lists them.".formatted(key),
                                "没有时长指标“%s”；可用指标见 GET /api/v1/metrics/times。".formatted(key))
                        .asException());
    }

    private static Basis basis(MeasuredTime time, HttpServletRequest request) {
        Basis asked = Asking.basis(request);
        if (asked != null && !time.bases().contains(asked)) {
            throw Problem.badRequest(
                            "The time '%s' is not measured that way; known here: %s."
                                    .formatted(time.key(), time.bases()),
                            "时长指标“%s”没有该口径；可用口径：%s。".formatted(time.key(), time.bases()))
                    .asException();
        }
        return asked == null ? time.bases().getFirst() : asked;
    }
}
