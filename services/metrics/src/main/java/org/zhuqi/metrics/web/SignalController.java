package org.zhuqi.metrics.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.metrics.application.Counting.Value;
import org.zhuqi.metrics.application.ReadingSignals;
import org.zhuqi.metrics.application.ReadingSignals.Answer;
import org.zhuqi.metrics.application.ReadingSignals.Asked;
import org.zhuqi.metrics.domain.Basis;
import org.zhuqi.metrics.domain.Fact;
import org.zhuqi.metrics.domain.Population;
import org.zhuqi.metrics.domain.Rounding;
import org.zhuqi.metrics.domain.Signal;
import org.zhuqi.metrics.domain.Signal.Measure;
import org.zhuqi.metrics.domain.Signals;
import org.zhuqi.metrics.postgres.SignalRows.Case;
import org.zhuqi.metrics.postgres.SignalRows.Position;
import org.zhuqi.metrics.postgres.SignalRows.Sum;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Page;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;

/** What about the figures deserves a second look: facts with their cases, never a verdict. */
@RestController
@RequestMapping("/api/v1/metrics/signals")
@Tag(name = "metrics")
public class SignalController {
    private static final Rounding ONE_DECIMAL = new Rounding(1, Rounding.Mode.HALF_UP);

    private final Asking asking;
    private final ReadingSignals signals;

    public SignalController(Asking asking, ReadingSignals signals) {
        this.asking = asking;
        this.signals = signals;
    }

    @Schema(name = "Signals")
    record Document(
            LocalDate from,
            LocalDate to,
            Instant at,
            String zone,

            @Schema(description = "Said with all of them.") Sentence caution,
            List<Entry> signals) {}

    @Schema(name = "Signal")
    record Entry(
            String key,
            Sentence name,
            Sentence sentence,
            Basis basis,

            @Schema(description = "Whether the numbers are seconds; else they are cases.")
            boolean inSeconds,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ParameterEntry> parameters,

            @Schema(description = "Of all units that the caller may see.")
            Numbers all,

            @Schema(description = "By unit, those that were asked for.")
            List<UnitEntry> units,

            @Schema(
                    description =
                            "Of answers-bunched: how many of the answers in time had how many twentieths of their time"
                                    + " left, the first with the least.")
            @Nullable
            List<Long> timeLeft) {
        static Entry of(Answer answer, Rounding rounding) {
            Signal signal = answer.asked().signal();
            return new Entry(
                    signal.key(),
                    signal.name(),
                    signal.sentence(),
                    signal.basis(),
                    signal.isInSeconds(),
                    signal.parameters().stream()
                            .map(it -> ParameterEntry.of(
                                    it, answer.asked().parameters().getOrDefault(it.name(), it.otherwise())))
                            .toList(),
                    Numbers.of(answer.all(), rounding),
                    answer.units().stream()
                            .map(sum ->
                                    new UnitEntry(sum.unit().isEmpty() ? null : sum.unit(), Numbers.of(sum, rounding)))
                            .toList(),
                    answer.timeLeft());
        }
    }

    @Schema(name = "SignalParameter")
    record ParameterEntry(String name, Sentence sentence, int value, int otherwise, int least, int most) {
        static ParameterEntry of(Signal.Parameter parameter, int value) {
            return new ParameterEntry(
                    parameter.name(),
                    parameter.sentence(),
                    value,
                    parameter.otherwise(),
                    parameter.least(),
                    parameter.most());
        }
    }

    @Schema(name = "SignalNumbers")
    record Numbers(
            long numerator,

            @Schema(description = "Of how many; absent if it is a count.") @Nullable
            Long denominator,

            @Schema(description = "In per cent; absent if it is a count, or of nothing.") @Nullable
            BigDecimal percent,

            @Schema(description = "How many cases are behind it.")
            long cases) {
        static Numbers of(Sum sum, Rounding rounding) {
            return new Numbers(
                    sum.numerator(),
                    sum.whole(),
                    FigureDocuments.printed(new Value(sum.numerator(), sum.whole()), rounding),
                    sum.cases());
        }
    }

    @Schema(name = "SignalUnit")
    record UnitEntry(
            @Schema(description = "Absent: no unit had it.") @Nullable
            String unit,

            Numbers numbers) {}

    @GetMapping
    @Operation(
            summary =
                    "What deserves a second look, per unit against all units: facts with their cases, never a verdict",
            description = "A handler sees the own unit alone.")
    Document signals(
            @Parameter(description = "Keys, separated by commas. Default: all.")
                    @RequestParam(required = false)
                    @Nullable
                    String signal,
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
            @Parameter(description = "Of ratings-together: at least so many ratings. Default: 3.")
                    @RequestParam(required = false)
                    @Nullable
                    String ratings,
            @Parameter(description = "Of ratings-together: of at least so many enterprises. Default: 2.")
                    @RequestParam(required = false)
                    @Nullable
                    String enterprises,
            @Parameter(description = "Of ratings-together: within so many minutes. Default: 10.")
                    @RequestParam(required = false)
                    @Nullable
                    String minutes,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        List<Signal> wanted = signal == null || signal.isEmpty()
                ? Signals.ALL
                : Arrays.stream(signal.split(",", -1))
                        .map(key -> known(key.strip()))
                        .toList();
        Asking.Read read = read(request, caller, wanted, "signal");
        Rounding rounding = asking.rounding(request, ONE_DECIMAL);
        return new Document(
                read.fromDay(),
                read.toDay(),
                read.question().at(),
                read.zone().getId(),
                Signals.CAUTION,
                signals
                        .read(
                                wanted.stream().map(it -> asked(it, request)).toList(),
                                read.question(),
                                caller.role() != Role.HANDLER)
                        .stream()
                        .map(answer -> Entry.of(answer, rounding))
                        .toList());
    }

    @Schema(name = "SignalTicket")
    record Counted(
            TicketId ticketId,
            String number,

            @Schema(description = "Which of the ticket's steps or clocks it is, where these are counted.") @Nullable
            String part,

            @Nullable String unit,
            String item,
            String enterprise,
            Instant receivedAt,

            @Schema(description = "Of what has not happened yet: when the ticket was received.")
            Instant happenedAt,

            @Schema(description = "What it adds to the numerator: 1, or seconds.")
            long measured,

            @Schema(description = "What is true of it at the cut-off.")
            List<String> facts) {}

    @GetMapping("/{key}/tickets")
    @Operation(summary = "The cases behind a signal, those that add most first, then the latest")
    Page<Counted> tickets(
            @PathVariable String key,
            @Parameter(description = "How many, 1 to 200. Default: 50.") @RequestParam(required = false) @Nullable
                    String limit,
            @Parameter(description = "'next' of the page before.") @RequestParam(required = false) @Nullable
                    String cursor,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Signal signal = known(key);
        Asking.Read read = read(request, caller, List.of(signal), "limit", "cursor");
        int size = Page.limit(limit);
        List<Case> found = signals.cases(asked(signal, request), read.question(), position(cursor), size + 1);
        List<Fact> facts = population(signal).facts();
        return Page.of(found, size, it -> counted(it, facts), SignalController::cursor);
    }

    private static Population population(Signal signal) {
        return switch (signal.measure()) {
            case Measure.Counted counted -> counted.population();
            case Measure.ExtendedTooLate late -> Population.CLOCKS;
            case Measure.StoodStill still -> Population.CLOCKS;
            case Measure.SolvedButDenied denied -> Population.MOMENTS;
            case Measure.RatedTogether together -> Population.MOMENTS;
        };
    }

    private static Counted counted(Case it, List<Fact> facts) {
        return new Counted(
                it.ticket(),
                it.number().text(),
                it.part().isEmpty() ? null : it.part(),
                it.unit().isEmpty() ? null : it.unit(),
                it.item(),
                it.enterprise(),
                it.receivedAt(),
                it.happenedAt(),
                it.measured(),
                facts.stream()
                        .filter(fact -> fact.in(it.facts()))
                        .sorted(Comparator.comparingInt(Fact::bit))
                        .map(Fact::name)
                        .toList());
    }

    private static String cursor(Case last) {
        return Page.cursor(
                Long.toString(last.measured()),
                last.happenedAt().toString(),
                last.ticket().text(),
                last.part());
    }

    private static @Nullable Position position(@Nullable String cursor) {
        List<String> parts = Page.position(cursor, 4);
        return Parameters.optional(
                "cursor",
                parts == null ? null : String.join("\n", parts),
                text -> position(Arrays.asList(text.split("\n", -1))),
                "'next' of the page before");
    }

    private static Position position(List<String> parts) {
        return new Position(
                Long.parseLong(parts.get(0)), Instant.parse(parts.get(1)), TicketId.of(parts.get(2)), parts.get(3));
    }

    private static Signal known(String key) {
        return Signals.find(key)
                .orElseThrow(() -> Problem.notFound(
                                "There is no signal '%s'; GET /api/v1/metrics/signals lists them.".formatted(key),
                                "没有信号“%s”；可用信号见 GET /api/v1/metrics/signals。".formatted(key))
                        .asException());
    }

    private Asking.Read read(HttpServletRequest request, Caller caller, List<Signal> wanted, String... more) {
        Set<String> names = new TreeSet<>(Arrays.asList(more));
        wanted.forEach(it -> it.parameters().forEach(parameter -> names.add(parameter.name())));
        Asking.Read read = asking.read(request, caller, names);
        for (String name : List.of("basis", "variant")) {
            if (request.getParameter(name) != null) {
                throw Problem.badRequest(
                                "A signal is read in one way only; leave out '%s'.".formatted(name),
                                "信号只有一种口径，请去掉参数“%s”。".formatted(name))
                        .asException();
            }
        }
        return read;
    }

    private static Asked asked(Signal signal, HttpServletRequest request) {
        Map<String, Integer> parameters = new HashMap<>(signal.defaults());
        for (Signal.Parameter parameter : signal.parameters()) {
            Integer value = Parameters.optional(
                    parameter.name(),
                    request.getParameter(parameter.name()),
                    text -> within(parameter, Integer.parseInt(text)),
                    "%d (%d to %d)".formatted(parameter.otherwise(), parameter.least(), parameter.most()));
            if (value != null) {
                parameters.put(parameter.name(), value);
            }
        }
        return new Asked(signal, parameters);
    }

    private static Integer within(Signal.Parameter parameter, int value) {
        if (value < parameter.least() || value > parameter.most()) {
            throw new IllegalArgumentException(Integer.toString(value));
        }
        return value;
    }
}
