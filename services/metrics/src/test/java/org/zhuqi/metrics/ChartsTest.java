package org.zhuqi.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhuqi.contracts.ClockMilestone;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.metrics.application.Charting;
import org.zhuqi.metrics.application.Counting.Asked;
import org.zhuqi.metrics.application.Counting.Value;
import org.zhuqi.metrics.application.Question;
import org.zhuqi.metrics.application.Scope;
import org.zhuqi.metrics.domain.Basis;
import org.zhuqi.metrics.domain.Condition;
import org.zhuqi.metrics.domain.Definition;
import org.zhuqi.metrics.domain.Dimension;
import org.zhuqi.metrics.domain.Figure;
import org.zhuqi.metrics.domain.Figures;
import org.zhuqi.metrics.domain.MomentFact;
import org.zhuqi.metrics.domain.Period;
import org.zhuqi.metrics.domain.Population;
import org.zhuqi.metrics.domain.Stride;
import org.zhuqi.metrics.domain.TicketFact;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.EventStory;
import tools.jackson.databind.JsonNode;

/** Series, comparison and ranking, through their doors. */
final class ChartsTest extends TestCharts {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final String NOVEMBER = "from=2023-11-01&to=2023-11-30&at=2023-11-30";

    @Autowired
    private Charting charting;

    // -- series ---------------------------------------------------------------------------------------------------

    @Test
    void ticketsCountInTheStretchInWhichTheyWereReceived() {
        tell(
                life(TAX, "2023-11-01 00:00", "2023-11-20 09:00", "2023-11-20 10:00", "2023-11-21 09:00"),
                life(TAX, "2023-11-05 23:59"),
                life(TAX, "2023-11-06 00:00", "2023-11-06 09:00", "2023-11-06 10:00", "2023-11-07 09:00"));

        JsonNode weekly = read("/closed-rate/series?step=week&" + NOVEMBER);
        assertThat(texts(weekly.path("points"), "from", "to", "numerator", "denominator", "percent", "at"))
                .containsExactly(
                        "2023-11-01 2023-11-05 1 2 50.0 -",
                        "2023-11-06 2023-11-12 1 1 100.0 -",
                        "2023-11-13 2023-11-19 0 0 - -",
                        "2023-11-20 2023-11-26 0 0 - -",
                        "2023-11-27 2023-11-30 0 0 - -");
        assertThat(weekly.path("step").asString()).isEqualTo("WEEK");
        assertThat(weekly.path("settingsVersion").asLong(-1)).isZero();
    }

    @Test
    void stepsCountInTheStretchInWhichTheyHappened() {
        tell(
                life(TAX, "2022-12-30 09:00", "2022-12-30 09:00", "2022-12-30 10:00", "2023-01-01 00:00"),
                life(TAX, "2023-01-02 09:00", "2023-01-02 10:00", "2023-01-02 11:00", "2023-03-31 23:59"));

        assertThat(values("/answers/series?step=month&from=2022-12-01&to=2023-03-31&at=2023-03-31"))
                .containsExactly("0", "1", "0", "1");
        assertThat(values("/answers/series?step=quarter&from=2022-12-01&to=2023-03-31&at=2023-03-31"))
                .containsExactly("0", "2");
        assertThat(values("/answers/series?step=year&from=2022-12-01&to=2023-03-31&at=2023-03-30"))
                .containsExactly("0", "1");
    }

    @Test
    void theStockIsThatAtTheEndOfEachStretchAndNeverBehindTheCutOff() {
        tell(
                life(TAX, "2023-10-01 09:00"),
                life(
                        LABOUR,
                        "2023-11-02 09:00",
                        "2023-11-02 10:00",
                        "2023-11-02 11:00",
                        "2023-11-03 12:00",
                        "2023-11-04 00:00"));

        JsonNode daily = read("/open/series?step=day&from=2023-11-01&to=2023-11-06&at=2023-11-05T12:00:00%2B08:00");
        assertThat(texts(daily.path("points"), "from", "numerator", "denominator", "at"))
                .containsExactly(
                        "2023-11-01 1 - 2023-11-01T15:59:59.999999Z",
                        "2023-11-02 2 - 2023-11-02T15:59:59.999999Z",
                        "2023-11-03 2 - 2023-11-03T15:59:59.999999Z",
                        "2023-11-04 1 - 2023-11-04T15:59:59.999999Z",
                        "2023-11-05 1 - 2023-11-05T04:00:00Z",
                        "2023-11-06 1 - 2023-11-05T04:00:00Z");
        assertThat(values("/open/series?step=day&from=2023-11-02&to=2023-11-05&unit=labour&at=2023-11-30"))
                .containsExactly("1", "1", "0", "0");
        assertThat(values("/open/series?step=day&from=2023-11-02&to=2023-11-02&at=2023-09-30"))
                .containsExactly("0");
        assertThat(values("/open/series?step=day&from=2023-11-02&to=2023-11-03&unit=nobody"))
                .containsExactly("0", "0");
    }

    /** What one statement says of many cut-offs is what is counted at each of them. */
    @Test
    void theStockAtManyCutOffsIsWhatIsCountedAtEach() {
        long seed = Long.getLong("zhuqi.seed", 20231122);
        Random random = new Random(seed);
        List<EventStory> stories = new ArrayList<>();
        for (int number = 0; number < 60; number++) {
            stories.add(randomLife(random));
        }
        tell(stories.toArray(EventStory[]::new));
        for (int number = 0; number < 20; number++) {
            int day = 1 + random.nextInt(27);
            String start = "2023-11-%02d 09:00".formatted(day);
            String due = "2023-11-%02d 09:00".formatted(1 + random.nextInt(30));
            tellClocks(
                    stories.get(number),
                    clock("answer", ClockScope.TICKET, TAX, ClockMilestone.ANSWERED, start, due, null, 0, 0));
        }
        Period period = new Period(LocalDate.of(2023, 11, 3), LocalDate.of(2023, 11, 29));
        Definition answers = new Definition(
                Basis.STANDING,
                "answers",
                Population.MOMENTS,
                Condition.all(MomentFact.ANSWERED),
                null,
                new Sentence("answers", "办结"));
        Definition openShare = new Definition(
                Basis.STANDING,
                "share",
                Population.TICKETS,
                Condition.all(TicketFact.OPEN, TicketFact.DISPATCHED),
                Condition.all(TicketFact.RECEIVED),
                new Sentence("open", "在办"));
        Figure open = Figures.find("open").orElseThrow();
        Figure overdue = Figures.find("overdue").orElseThrow();
        for (Asked asked : List.of(
                new Asked(open, open.main()),
                new Asked(overdue, overdue.main()),
                new Asked(open, answers),
                new Asked(open, openShare))) {
            for (Map<Dimension, Set<String>> only :
                    List.<Map<Dimension, Set<String>>>of(Map.of(), Map.of(Dimension.UNIT, Set.of("tax", "")))) {
                Question question = new Question(
                        new Scope(Set.of(district), Jurisdiction.WHOLE_DISTRICT, only),
                        period.from(CHINA),
                        period.to(CHINA),
                        china("2023-11-27 12:00"),
                        List.of(),
                        Stride.DAY.of(period, 400).stream()
                                .map(it -> it.from(CHINA))
                                .toList());
                List<Value> each = Charting.cutOffs(question).stream()
                        .map(at -> counting.figures(
                                        List.of(asked),
                                        new Question(
                                                question.scope(),
                                                question.from(),
                                                question.to(),
                                                at,
                                                List.of(),
                                                List.of()),
                                        CHINA)
                                .getFirst()
                                .whole())
                        .toList();
                assertThat(charting.series(asked, question))
                        .as("seed %d, %s of %s", seed, asked.definition().variant(), only)
                        .isEqualTo(each);
                assertThat(each).as("there is something to be compared").anyMatch(it -> it.numerator() > 0);
            }
        }
    }

    private EventStory randomLife(Random random) {
        List<String> times = new ArrayList<>();
        int minute = random.nextInt(25 * 24 * 60);
        for (int step = random.nextInt(5); step >= 0; step--) {
            times.add("2023-11-%02d %02d:%02d".formatted(1 + minute / 1440, minute / 60 % 24, minute % 60));
            minute = Math.min(minute + random.nextInt(5 * 24 * 60), 30 * 24 * 60 - 1);
        }
        return life(random.nextBoolean() ? TAX : LABOUR, times.toArray(String[]::new));
    }

    @Test
    void aSeriesOfTooManyPointsIsRefused() {
        assertThat(refusal(400, "/received/series?step=day&from=2022-01-01&to=2023-02-05"))
                .isEqualTo(
                        "The period from 2022-01-01 to 2023-02-05 has more than 400 stretches: take a longer step, or a"
                                + " shorter period.");
        assertThat(values("/received/series?step=day&from=2022-01-01&to=2023-02-04"))
                .hasSize(400);
        assertThat(refusal(400, "/received/series?step=hour"))
                .contains("'step'")
                .contains("'hour'");
        assertThat(refusal(400, "/received/series?by=unit")).startsWith("Unknown parameter 'by'");
        assertThat(refusal(404, "/speed/series")).startsWith("There is no figure 'speed'");
    }

    // -- comparison -----------------------------------------------------------------------------------------------

    @Test
    void eachFigureComesWithThatOfThePeriodBefore() {
        tell(
                life(TAX, "2023-10-10 09:00", "2023-10-10 10:00", "2023-10-10 11:00", "2023-10-11 09:00"),
                life(TAX, "2023-10-31 09:00", "2023-10-31 10:00", "2023-11-01 11:00", "2023-11-02 09:00"),
                life(LABOUR, "2023-11-01 09:00", "2023-11-02 10:00", "2023-11-02 11:00", "2023-11-03 09:00"),
                life(TAX, "2023-11-10 09:00", "2023-11-10 10:00", "2023-11-10 11:00", "2023-11-11 09:00"),
                life(TAX, "2023-11-11 09:00", "2023-11-11 10:00"));

        JsonNode answer = read("?figure=received,closed-rate&by=unit&compare=previous&" + NOVEMBER);
        assertThat(answer.path("compared").toString())
                .isEqualTo("{\"from\":\"2023-10-01\",\"to\":\"2023-10-31\",\"at\":\"2023-10-31T15:59:59.999999Z\"}");
        // The second ticket of October was answered in November: at the end of October it was not yet.
        assertThat(texts(
                        answer.path("figures"),
                        "key",
                        "numerator",
                        "denominator",
                        "before.numerator",
                        "before.denominator",
                        "before.percent",
                        "before.points",
                        "before.difference",
                        "before.change"))
                .containsExactly("received 3 - 2 - - - 1 50.0", "closed-rate 2 3 1 2 50.0 16.7 - -");
        assertThat(texts(
                        answer.path("figures").get(1).path("groups"),
                        "by.unit",
                        "percent",
                        "before.percent",
                        "before.points"))
                .containsExactly("labour 100.0 - -", "tax 50.0 50.0 0.0");
    }

    @Test
    void aYearBeforeMayHaveHadNothing() {
        tell(life(TAX, "2023-11-10 09:00"));
        JsonNode figures =
                read("?figure=received,closed-rate&compare=year&" + NOVEMBER).path("figures");
        assertThat(texts(
                        figures,
                        "key",
                        "percent",
                        "before.percent",
                        "before.points",
                        "before.difference",
                        "before.change"))
                .containsExactly("received - - - 1 -", "closed-rate 0.0 - - - -");
        assertThat(read("?figure=received&" + NOVEMBER).path("figures").get(0).has("before"))
                .isFalse();
    }

    @Test
    void whatCannotBeComparedIsRefused() {
        assertThat(refusal(400, "?compare=previous&by=month")).startsWith("Groups by month are not compared");
        assertThat(refusal(400, "?compare=tomorrow")).contains("'compare'");
        assertThat(refusal(400, "/open/series?compare=year")).startsWith("Unknown parameter 'compare'");
    }

    // -- ranking --------------------------------------------------------------------------------------------------

    @Test
    void unitsAreRankedWithTheirIntervalsAndTheSmallOnesBehind() {
        List<EventStory> stories = new ArrayList<>();
        for (int number = 0; number < 12; number++) {
            stories.add(life(TAX, "2023-11-10 09:00", "2023-11-10 10:00", "2023-11-10 11:00", "2023-11-11 09:00"));
            stories.add(life(LABOUR, "2023-11-10 09:00", "2023-11-10 10:00"));
        }
        stories.add(life(
                new UnitId("small"), "2023-11-10 09:00", "2023-11-10 10:00", "2023-11-10 11:00", "2023-11-11 09:00"));
        stories.add(received("2023-11-10 09:00"));
        tell(stories.toArray(EventStory[]::new));

        JsonNode best = read("/closed-rate/ranking?by=unit&" + NOVEMBER);
        assertThat(texts(
                        best.path("places"),
                        "rank",
                        "group",
                        "numerator",
                        "denominator",
                        "percent",
                        "interval.low",
                        "interval.high",
                        "small"))
                .containsExactly(
                        "1 tax 12 12 100.0 75.8 100.0 false",
                        "2 labour 0 12 0.0 0.0 24.2 false",
                        "- - 0 1 0.0 0.0 79.3 true",
                        "- small 1 1 100.0 20.7 100.0 true");
        assertThat(best.path("distinct").asBoolean()).isTrue();
        assertThat(best.path("places").get(3).path("warning").path("zh").asString())
                .isEqualTo("分母仅1件，不足10件，增减一件即有较大波动，不参与排名。");
        assertThat(texts(
                        read("/closed-rate/ranking?order=worst&minimum=1&" + NOVEMBER)
                                .path("places"),
                        "rank",
                        "group"))
                .containsExactly("1 labour", "2 small", "2 tax", "- -");
        assertThat(texts(
                        read("/received/ranking?" + NOVEMBER).path("places"), "rank", "group", "numerator", "interval"))
                .containsExactly("1 labour 12 -", "1 tax 12 -", "3 small 1 -", "- - 1 -");
        JsonNode one =
                read(Callers.in(district.text(), Callers.handler("someone", TAX)), "/closed-rate/ranking?" + NOVEMBER);
        assertThat(texts(one.path("places"), "rank", "group")).containsExactly("1 tax");
        assertThat(one.has("distinct")).isFalse();
    }

    @Test
    void aRankingOfAnEmptyPeriodIsEmpty() {
        JsonNode nothing = read("/solved-rate/ranking?by=item&from=2001-01-01&to=2001-01-01");
        assertThat(nothing.path("places")).isEmpty();
        assertThat(nothing.path("direction").asString()).isEqualTo("HIGHER_IS_BETTER");
        assertThat(refusal(400, "/solved-rate/ranking?by=month")).contains("'by'");
        assertThat(refusal(400, "/solved-rate/ranking?by=unit,item")).contains("'by'");
        assertThat(refusal(400, "/solved-rate/ranking?minimum=0")).contains("'minimum'");
        assertThat(refusal(400, "/solved-rate/ranking?order=middle")).contains("'order'");
        assertThat(send(as(Role.ENTERPRISE), "GET", "/solved-rate/ranking", null)
                        .statusCode())
                .isEqualTo(403);
    }

    private List<String> values(String path) {
        return texts(read(path).path("points"), "numerator");
    }
}
