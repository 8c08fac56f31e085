package org.zhuqi.metrics.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.metrics.application.Charting;
import org.zhuqi.metrics.application.Counting;
import org.zhuqi.metrics.application.Counting.Answer;
import org.zhuqi.metrics.application.Counting.Asked;
import org.zhuqi.metrics.application.Counting.Value;
import org.zhuqi.metrics.application.Question;
import org.zhuqi.metrics.application.Ranking;
import org.zhuqi.metrics.application.Ranking.Order;
import org.zhuqi.metrics.application.Ranking.Place;
import org.zhuqi.metrics.application.Ranking.Ranked;
import org.zhuqi.metrics.domain.Basis;
import org.zhuqi.metrics.domain.Dimension;
import org.zhuqi.metrics.domain.Direction;
import org.zhuqi.metrics.domain.Period;
import org.zhuqi.metrics.domain.Rounding;
import org.zhuqi.metrics.domain.Stride;
import org.zhuqi.metrics.domain.WilsonInterval;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;

/** How a figure went, and who is ahead in it. */
@RestController
@RequestMapping("/api/v1/metrics/{key}")
@Tag(name = "metrics")
public class ChartController {
    private static final int MOST_POINTS = 400;
    private static final int MINIMUM = 10;

    private final Asking asking;
    private final Counting counting;
    private final Charting charting;

    public ChartController(Asking asking, Counting counting, Charting charting) {
        this.asking = asking;
        this.counting = counting;
        this.charting = charting;
    }

    @Schema(name = "FigurePoint")
    record Point(
            @Schema(description = "The stretch's first day.")
            LocalDate from,

            @Schema(description = "Its last day.") LocalDate to,

            @Schema(
                    description =
                            "Of a stock: when it was counted, which is the stretch's end, but not after the cut-off.")
            @Nullable
            Instant at,

            long numerator,
            @Nullable Long denominator,
            @Nullable BigDecimal percent) {}

    @Schema(name = "FigureSeries")
    record Series(
            String key,
            Sentence name,
            Basis basis,
            String variant,
            Sentence sentence,
            Stride step,
            LocalDate from,
            LocalDate to,
            Instant at,
            String zone,
            long settingsVersion,
            Rounding rounding,
            List<Point> points) {}

    @GetMapping("/series")
    @Operation(
            summary = "How a figure went: a value per day, week, month, quarter or year of the period",
            description =
                    "Stretches begin at midnight, weeks on Monday; the first and the last are clipped to the period. "
                            + "Tickets count in the stretch in which they were received, steps in which they happened; "
                            + "of what stands, the stock at the end of each stretch. At most 400 stretches.")
    Series series(
            @PathVariable String key,
            @Parameter(description = "day, week, month (default), quarter or year.")
                    @RequestParam(required = false)
                    @Nullable
                    String step,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Asking.Read read = asking.read(request, caller, Set.of("step"));
        Asked asked = asking.asked(key, read, request);
        Stride wanted = Parameters.optional(
                "step",
                step,
                text -> Stride.valueOf(text.toUpperCase(Locale.ROOT)),
                "day, week, month, quarter or year");
        Stride stride = wanted == null ? Stride.MONTH : wanted;
        List<Period> stretches = stretches(stride, read.period());
        ZoneId zone = read.zone();
        Question whole = read.question();
        Question question = new Question(
                whole.scope(),
                whole.from(),
                whole.to(),
                whole.at(),
                List.of(),
                stretches.stream().map(stretch -> stretch.from(zone)).toList());
        Rounding rounding = asking.rounding(request, read, asked.figure());
        List<Value> values = charting.series(asked, question);
        List<Instant> cutOffs = Charting.cutOffs(question);
        boolean stock = asked.definition().basis() == Basis.STANDING;
        List<Point> points = new ArrayList<>();
        for (int index = 0; index < values.size(); index++) {
            points.add(new Point(
                    stretches.get(index).first(),
                    stretches.get(index).last(),
                    stock ? cutOffs.get(index) : null,
                    values.get(index).numerator(),
                    values.get(index).denominator(),
                    FigureDocuments.printed(values.get(index), rounding)));
        }
        return new Series(
                asked.figure().key(),
                asked.figure().name(),
                asked.definition().basis(),
                asked.definition().variant(),
                asked.definition().sentence(),
                stride,
                read.fromDay(),
                read.toDay(),
                question.at(),
                zone.getId(),
                read.print().version(),
                rounding,
                points);
    }

    private static List<Period> stretches(Stride stride, Period period) {
        List<Period> stretches = stride.of(period, MOST_POINTS + 1);
        if (stretches.size() > MOST_POINTS) {
            throw Problem.badRequest(
                            "The period from %s to %s has more than %d stretches: take a longer step, or a shorter period."
                                    .formatted(period.first(), period.last(), MOST_POINTS),
                            "%s 至 %s 超过 %d 个时段，请加大步长或缩短统计期。".formatted(period.first(), period.last(), MOST_POINTS))
                    .asException();
        }
        return stretches;
    }

    @Schema(
            name = "ShareBounds",
            description = "Between which shares, in per cent, the true one lies with 95 % confidence (Wilson 1927).")
    record Bounds(BigDecimal low, BigDecimal high) {
        static @Nullable Bounds of(@Nullable WilsonInterval interval, Rounding rounding) {
            return interval == null
                    ? null
                    : new Bounds(percent(interval.low(), rounding), percent(interval.high(), rounding));
        }

        private static BigDecimal percent(double share, Rounding rounding) {
            return BigDecimal.valueOf(share).movePointRight(2).setScale(rounding.decimals(), RoundingMode.HALF_UP);
        }
    }

    @Schema(name = "FigurePlace")
    record PlaceDocument(
            @Schema(description = "From 1; equal values have the same. Absent if it is not ranked.") @Nullable
            Integer rank,

            @Schema(description = "Who; absent for what has no value there, which is not ranked.") @Nullable
            String group,

            long numerator,
            @Nullable Long denominator,
            @Nullable BigDecimal percent,

            @Schema(description = "Absent of a count, and of a share of nothing.") @Nullable
            Bounds interval,

            @Schema(description = "Whether the share is of fewer than 'minimum', and therefore not ranked.")
            boolean small,

            @Nullable Sentence warning) {}

    @Schema(name = "FigureRanking")
    record RankingDocument(
            String key,
            Sentence name,
            Basis basis,
            String variant,
            Sentence sentence,
            Dimension by,
            Order order,
            Direction direction,
            int minimum,
            LocalDate from,
            LocalDate to,
            Instant at,
            String zone,
            long settingsVersion,
            Rounding rounding,

            @Schema(
                    description =
                            "Whether the first and the last can be told apart at all: their intervals do not overlap. "
                                    + "Absent of a count, or if fewer than two are ranked.")
            @Nullable
            Boolean distinct,

            @Nullable Sentence note,
            List<PlaceDocument> places) {}

    @GetMapping("/ranking")
    @Operation(
            summary = "Who is ahead in a figure, and how much of the order may be chance",
            description =
                    "A share comes with its 95 % interval after Wilson; of fewer than 'minimum' it is listed behind the "
                            + "others and not ranked. What is good, the registry says; of what is neither good nor bad the most is first.")
    RankingDocument ranking(
            @PathVariable String key,
            @Parameter(description = "unit (default), chain, place, item, officer, enterprise, size or district.")
                    @RequestParam(required = false)
                    @Nullable
                    String by,
            @Parameter(description = "best (default) or worst first.") @RequestParam(required = false) @Nullable
                    String order,
            @Parameter(description = "Of how many a share must be to be ranked, 1 to 1000. Default: 10.")
                    @RequestParam(required = false)
                    @Nullable
                    String minimum,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Asking.Read read = asking.read(request, caller, Set.of("by", "order", "minimum"));
        Asked asked = asking.asked(key, read, request);
        Dimension dimension = dimension(read.question().by(), by);
        Order wanted = Parameters.optional(
                "order", order, text -> Order.valueOf(text.toUpperCase(Locale.ROOT)), "best, or worst");
        Integer least = Parameters.optional("minimum", minimum, ChartController::minimum, "10 (1 to 1000)");
        int atLeast = least == null ? MINIMUM : least;
        Order first = wanted == null ? Order.BEST : wanted;
        Question question = read.question();
        Answer answer = counting.figures(
                        List.of(asked),
                        new Question(
                                question.scope(),
                                question.from(),
                                question.to(),
                                question.at(),
                                List.of(dimension),
                                List.of()),
                        read.zone())
                .getFirst();
        Ranked ranked = Ranking.of(answer.groups(), asked.figure().direction(), first, atLeast);
        Rounding rounding = asking.rounding(request, read, asked.figure());
        return new RankingDocument(
                asked.figure().key(),
                asked.figure().name(),
                asked.definition().basis(),
                asked.definition().variant(),
                asked.definition().sentence(),
                dimension,
                first,
                asked.figure().direction(),
                atLeast,
                read.fromDay(),
                read.toDay(),
                question.at(),
                read.zone().getId(),
                read.print().version(),
                rounding,
                ranked.distinct(),
                note(ranked),
                ranked.places().stream()
                        .map(place -> place(place, rounding, atLeast))
                        .toList());
    }

    private static Dimension dimension(List<Dimension> by, @Nullable String text) {
        if (by.isEmpty()) {
            return Dimension.UNIT;
        }
        if (by.size() > 1 || by.getFirst() == Dimension.MONTH) {
            throw Parameters.refuse("by", text == null ? "" : text, "unit, or item");
        }
        return by.getFirst();
    }

    private static Integer minimum(String text) {
        int minimum = Integer.parseInt(text);
        if (minimum < 1 || minimum > 1000) {
            throw new IllegalArgumentException(text);
        }
        return minimum;
    }

    private static @Nullable Sentence note(Ranked ranked) {
        return ranked.distinct() == null || ranked.distinct()
                ? null
                : new Sentence(
                        "Even the first and the last may differ by chance alone: their 95 % intervals overlap.",
                        "首末位的95%置信区间重叠，名次差异可能只是偶然。");
    }

    private static PlaceDocument place(Place place, Rounding rounding, int minimum) {
        return new PlaceDocument(
                place.rank(),
                place.name().isEmpty() ? null : place.name(),
                place.value().numerator(),
                place.value().denominator(),
                FigureDocuments.printed(place.value(), rounding),
                Bounds.of(place.interval(), rounding),
                place.small(),
                place.small()
                        ? new Sentence(
                                "Of %d only, fewer than %d: one more or less changes the share by much, so it is not ranked."
                                        .formatted(place.value().denominator(), minimum),
                                "分母仅%d件，不足%d件，增减一件即有较大波动，不参与排名。"
                                        .formatted(place.value().denominator(), minimum))
                        : null);
    }
}
