package org.zhuqi.metrics.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.metrics.application.Counting;
import org.zhuqi.metrics.application.Counting.Answer;
import org.zhuqi.metrics.application.Counting.Asked;
import org.zhuqi.metrics.application.Question;
import org.zhuqi.metrics.domain.CaseKind;
import org.zhuqi.metrics.domain.Comparison;
import org.zhuqi.metrics.domain.Definition.Part;
import org.zhuqi.metrics.domain.Dimension;
import org.zhuqi.metrics.domain.Fact;
import org.zhuqi.metrics.domain.Figures;
import org.zhuqi.metrics.domain.Period;
import org.zhuqi.metrics.postgres.FigureRows.Case;
import org.zhuqi.metrics.postgres.FigureRows.Position;
import org.zhuqi.metrics.web.FigureDocuments.Compared;
import org.zhuqi.metrics.web.FigureDocuments.Document;
import org.zhuqi.metrics.web.FigureDocuments.Entry;
import org.zhuqi.metrics.web.FigureDocuments.FigureDefinition;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Page;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;

/** The figures: what they mean, what they are, and who is behind them. */
@RestController
@RequestMapping("/api/v1/metrics")
@Tag(name = "metrics", description = "What is counted of tickets, and the tickets behind it.")
public class MetricsController {
    private final Asking asking;
    private final Counting counting;

    public MetricsController(Asking asking, Counting counting) {
        this.asking = asking;
        this.counting = counting;
    }

    @GetMapping("/definitions")
    @Operation(summary = "What each figure means, as data: how it is counted, of what, on which basis, without what")
    List<FigureDefinition> definitions(HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return Figures.ALL.stream().map(FigureDefinition::of).toList();
    }

    @GetMapping
    @Operation(
            summary = "Figures of a period at a cut-off, in whole and in groups; a handler sees those of the own unit")
    Document figures(
            @Parameter(description = "Keys, separated by commas. Default: all.")
                    @RequestParam(required = false)
                    @Nullable
                    String figure,
            @Parameter(description = "The period's first day. Default: the first of the month of its last day.")
                    @RequestParam(required = false)
                    @Nullable
                    String from,
            @Parameter(description = "The period's last day. Default: today.") @RequestParam(required = false) @Nullable
                    String to,
            @Parameter(description = "The cut-off: a day, which means its end, or a time with offset. Default: now.")
                    @RequestParam(required = false)
                    @Nullable
                    String at,
            @Parameter(
                            description =
                                    "Groups: unit, chain, place, item, officer, enterprise, size, month, district; at most"
                                            + " two, separated by a comma.")
                    @RequestParam(required = false)
                    @Nullable
                    String by,
            @Parameter(
                            description =
                                    "previous: also as they were in the period before, whole months and so quarters and"
                                            + " years by the calendar; year: a year before. With what changed.")
                    @RequestParam(required = false)
                    @Nullable
                    String compare,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Asking.Read read = asking.read(request, caller, Set.of("figure", "by", "compare"));
        Question question = read.question();
        List<Asked> asked = asking.figures(read, request);
        List<Answer> answers = counting.figures(asked, question, read.zone());
        Comparison comparison = Parameters.optional(
                "compare", compare, text -> Comparison.valueOf(text.toUpperCase(Locale.ROOT)), "previous, or year");
        Compared compared = comparison == null ? null : compared(comparison, read);
        List<Answer> before =
                compared == null ? List.of() : counting.figures(asked, moved(question, compared, read), read.zone());
        List<Entry> entries = new ArrayList<>();
        for (int index = 0; index < answers.size(); index++) {
            Answer answer = answers.get(index);
            entries.add(Entry.of(
                    answer,
                    compared == null ? null : before.get(index),
                    asking.rounding(request, read, answer.asked().figure()),
                    question.by()));
        }
        return new Document(
                read.fromDay(),
                read.toDay(),
                question.at(),
                read.zone().getId(),
                read.print().version(),
                compared,
                entries);
    }

    private static Compared compared(Comparison comparison, Asking.Read read) {
        if (read.question().by().contains(Dimension.MONTH)) {
            throw Problem.badRequest(
                            "Groups by month are not compared: no month is in both periods. Ask for the figure's series.",
                            "按月分组不能作对比：两个时期没有相同的月份，请查询该指标的时间序列。")
                    .asException();
        }
        Period before = comparison.before(read.period());
        return new Compared(
                before.first(), before.last(), comparison.before(read.question().at(), read.period(), read.zone()));
    }

    private static Question moved(Question question, Compared compared, Asking.Read read) {
        Period before = new Period(compared.from(), compared.to());
        return new Question(
                question.scope(),
                before.from(read.zone()),
                before.to(read.zone()),
                compared.at(),
                question.by(),
                List.of());
    }

    @Schema(name = "FigureTicket")
    record Counted(
            @Schema(
                    description =
                            "ticket, meeting, decision, hard-problem, visit, listing, introduction; or enterprise, where these are counted.")
            String kind,

            @Schema(description = "Of that; of a decision the id of its meeting.")
            String id,

            @Schema(description = "The id, if it is a ticket or of one.") @Nullable
            TicketId ticketId,

            @Schema(description = "The ticket's number.") @Nullable
            String number,

            @Schema(description = "The title of what has one beside tickets.") @Nullable
            String title,

            @Schema(description = "The tickets that it names, if it is none itself.")
            @JsonInclude(JsonInclude.Include.NON_EMPTY)
            List<TicketId> tickets,

            @Schema(
                    description =
                            "Which of the ticket's steps or clocks, or of the meeting's decisions it is, where these are counted.")
            @Nullable
            String part,

            @Schema(description = "What it is grouped by.") Map<String, String> by,
            Instant receivedAt,
            Instant happenedAt,

            @Schema(description = "What is true of it at the cut-off.")
            List<String> facts) {}

    @GetMapping("/{key}/tickets")
    @Operation(summary = "Those behind a figure: exactly as many as it counts")
    Page<Counted> tickets(
            @PathVariable String key,
            @Parameter(
                            description =
                                    "NUMERATOR (default), DENOMINATOR or REST: in the denominator but not in the numerator.")
                    @RequestParam(required = false)
                    @Nullable
                    String part,
            @Parameter(description = "How many, 1 to 200. Default: 50.") @RequestParam(required = false) @Nullable
                    String limit,
            @Parameter(description = "'next' of the page before.") @RequestParam(required = false) @Nullable
                    String cursor,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Asking.Read read = asking.read(request, caller, Set.of("part", "limit", "cursor"));
        Asked asked = asking.asked(key, read, request);
        Part wanted = Parameters.optional("part", part, Part::valueOf, "NUMERATOR, DENOMINATOR or REST");
        int size = Page.limit(limit);
        List<Case> found = counting.cases(
                asked.definition(),
                wanted == null ? Part.NUMERATOR : wanted,
                read.question(),
                position(cursor),
                size + 1);
        List<Fact> facts = asked.definition().population().facts();
        return Page.of(found, size, it -> counted(it, facts), MetricsController::cursor);
    }

    private static Counted counted(Case it, List<Fact> facts) {
        Map<String, String> by = new TreeMap<>();
        it.group().forEach((dimension, value) -> by.put(dimension.name().toLowerCase(java.util.Locale.ROOT), value));
        boolean isEnterprise = it.kind() == CaseKind.ENTERPRISE;
        return new Counted(
                it.kind().wireName(),
                isEnterprise ? it.part() : it.id().toString(),
                it.kind() == CaseKind.TICKET ? it.ticket() : null,
                it.number() == null ? null : it.number().text(),
                it.title(),
                it.tickets(),
                isEnterprise || it.part().isEmpty() ? null : it.part(),
                by,
                it.receivedAt(),
                it.happenedAt(),
                facts.stream()
                        .filter(fact -> fact.in(it.facts()))
                        .sorted(Comparator.comparingInt(Fact::bit))
                        .map(Fact::name)
                        .toList());
    }

    private static String cursor(Case last) {
        return Page.cursor(last.happenedAt().toString(), last.id().toString(), last.part());
    }

    private static @Nullable Position position(@Nullable String cursor) {
        List<String> parts = Page.position(cursor, 3);
        return Parameters.optional(
                "cursor",
                parts == null ? null : String.join("\n", parts),
                text -> position(Arrays.asList(text.split("\n", -1))),
                "'next' of the page before");
    }

    private static Position position(List<String> parts) {
        return new Position(Instant.parse(parts.get(0)), UUID.fromString(parts.get(1)), parts.get(2));
    }
}
