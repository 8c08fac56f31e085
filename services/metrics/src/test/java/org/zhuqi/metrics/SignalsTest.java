package org.zhuqi.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.ClockState;
import org.zhuqi.contracts.ClosingCause;
import org.zhuqi.contracts.Satisfaction;
import org.zhuqi.contracts.clock.ClockReading;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.Origin;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.metrics.domain.Signal;
import org.zhuqi.metrics.domain.Signals;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.EventStory;
import tools.jackson.databind.JsonNode;

final class SignalsTest extends TestTrust {
    private static final String SIGNALS = "/api/v1/metrics/signals";
    private static final String MAY = "from=2023-05-01&to=2023-05-31";
    private static final Duration MICRO = Duration.ofNanos(1000);
    private static final Origin HALL = new Origin("0123456789abcdef0123456789abcdef");
    private static final Origin PARK = new Origin("fedcba9876543210fedcba9876543210");

    // -- what happens ------------------------------------------------------------------------------------------------

    private EventStory answered(UnitId unit, AnswerOutcome outcome) {
        return accepted(submitted("firm", null), unit)
                .tells(new TicketEvent.Answered(unit, outcome, "已办", null, List.of()), TicketState.ANSWERED);
    }

    private EventStory rated(EventStory answered, Satisfaction satisfaction) {
        return answered.tells(new TicketEvent.Confirmed(null), TicketState.CLOSED)
                .tells(new TicketEvent.Rated(satisfaction, null), TicketState.CLOSED);
    }

    private EventStory rated(UnitId unit, String firm, Instant at, @Nullable Origin origin) {
        return accepted(submitted(firm, null), unit)
                .tells(
                        new TicketEvent.Answered(unit, AnswerOutcome.SOLVED, "已办", null, List.of()),
                        TicketState.ANSWERED)
                .tells(new TicketEvent.Confirmed(null), TicketState.CLOSED)
                .at(at)
                .tells(new TicketEvent.Rated(Satisfaction.SATISFIED, null, origin), TicketState.CLOSED);
    }

    private static ClockReading answerOf(UnitId unit, ClockState state, Instant due, Instant ended) {
        return clock("answer", ClockScope.UNIT, unit, state, MONDAY, due, ended);
    }

    // -- how it is asked ---------------------------------------------------------------------------------------------

    private JsonNode signal(Caller caller, String key, String more) {
        JsonNode found = get(caller, "%s?%s&signal=%s%s".formatted(SIGNALS, MAY, key, more))
                .path("signals");
        assertThat(found).hasSize(1);
        JsonNode signal = found.get(0);
        List<String> behind = behind(caller, key, more);
        if (!more.contains("unit=")) {
            assertThat(behind)
                    .as("behind %s", key)
                    .hasSize(signal.path("all").path("cases").asInt());
        }
        return signal;
    }

    private JsonNode signal(String key) {
        return signal(supervisor(), key, "");
    }

    private List<String> behind(Caller caller, String key, String more) {
        return pages(caller, "%s/%s/tickets?%s%s".formatted(SIGNALS, key, MAY, more), 2, "number");
    }

    private List<String> behind(String key) {
        return behind(supervisor(), key, "");
    }

    private static String all(JsonNode signal) {
        return numbers(signal.path("all"));
    }

    private static String numbers(JsonNode numbers) {
        return numbers.path("numerator").asLong()
                + (numbers.has("denominator")
                        ? "/" + numbers.path("denominator").asLong()
                        : "");
    }

    private static List<String> units(JsonNode signal) {
        return each(signal.path("units"), it -> it.path("unit").asString("-") + " " + numbers(it.path("numbers")));
    }

    private static String number(EventStory story) {
        return story.number().text();
    }

    // -- each of them ------------------------------------------------------------------------------------------------

    @Test
    void answersBunchedBeforeTheyAreDue() {
        Instant due = MONDAY.plus(Duration.ofMinutes(100));
        Instant tenthBegins = due.minus(Duration.ofMinutes(10));
        EventStory early = answered(TAX, AnswerOutcome.SOLVED);
        EventStory bunched = answered(TAX, AnswerOutcome.SOLVED);
        EventStory last = answered(TAX, AnswerOutcome.SOLVED);
        EventStory late = answered(TAX, AnswerOutcome.SOLVED);
        EventStory other = answered(LAND, AnswerOutcome.SOLVED);
        EventStory atOnce = answered(LAND, AnswerOutcome.SOLVED);
        tell(early, bunched, last, late, other, atOnce);
        clocks(early, answerOf(TAX, ClockState.MET, due, tenthBegins));
        clocks(bunched, answerOf(TAX, ClockState.MET, due, tenthBegins.plus(MICRO)));
        clocks(
                last,
                answerOf(TAX, ClockState.MET, due, due),
                clock("answer", ClockScope.ASSISTANT, LAND, ClockState.MET, MONDAY, due, due),
                clock("answer", ClockScope.TICKET, null, ClockState.MET, MONDAY, due, due),
                clock("accept", ClockScope.UNIT, TAX, ClockState.MET, MONDAY, due, due));
        clocks(late, answerOf(TAX, ClockState.LATE, due, due.plus(MICRO)));
        clocks(other, answerOf(LAND, ClockState.MET, due, MONDAY.plus(Duration.ofMinutes(50))));
        clocks(atOnce, answerOf(LAND, ClockState.MET, due, MONDAY));

        JsonNode signal = signal("answers-bunched");
        assertThat(all(signal)).isEqualTo("2/5");
        assertThat(signal.path("all").path("percent").asString()).isEqualTo("40.0");
        assertThat(units(signal)).containsExactly("land 0/2", "tax 2/3");
        assertThat(behind("answers-bunched")).containsExactly(number(last), number(bunched));
        List<Integer> expected = new ArrayList<>(java.util.Collections.nCopies(20, 0));
        expected.set(0, 1);
        expected.set(1, 1);
        expected.set(2, 1);
        expected.set(10, 1);
        expected.set(19, 1);
        assertThat(each(signal.path("timeLeft"), JsonNode::asInt)).isEqualTo(expected);
        // Nothing is known that happened later.
        assertThat(all(signal(supervisor(), "answers-bunched", "&at=" + tenthBegins)))
                .isEqualTo("0/3");
    }

    private static ClockReading extended(UnitId unit, ClockScope scope, Instant before, Instant due) {
        return clock("answer", scope, unit, ClockState.RUNNING, MONDAY, before, due, null, 1, null, null);
    }

    @Test
    void extendedWhenItWasDueAlready() {
        Instant before = MONDAY.plus(Duration.ofDays(3));
        Instant due = MONDAY.plus(Duration.ofDays(9));
        EventStory inTime = accepted(submitted("firm", null), TAX);
        EventStory tooLate = accepted(submitted("firm", null), TAX);
        EventStory other = accepted(submitted("firm", null), LAND);
        inTime.at(before).tells(new TicketEvent.ExtensionGranted(due, null), TicketState.IN_PROGRESS);
        tooLate.at(before.plus(MICRO)).tells(new TicketEvent.ExtensionGranted(due, null), TicketState.IN_PROGRESS);
        tell(inTime, tooLate, other);
        clocks(
                inTime,
                extended(TAX, ClockScope.UNIT, before, due),
                clock("accept", ClockScope.UNIT, TAX, ClockState.MET, MONDAY, due, MONDAY));
        clocks(tooLate, extended(TAX, ClockScope.UNIT, before, due), extended(TAX, ClockScope.TICKET, before, due));
        clocks(other, answerOf(LAND, ClockState.MET, due, MONDAY));

        JsonNode signal = signal("extended-after-due");
        assertThat(all(signal)).isEqualTo("1/2");
        assertThat(units(signal)).containsExactly("tax 1/2");
        assertThat(behind("extended-after-due")).containsExactly(number(tooLate));
        JsonNode counted = signal("extensions");
        assertThat(all(counted)).isEqualTo("2");
        assertThat(units(counted)).containsExactly("tax 2");
        assertThat(counted.path("all").has("percent")).isFalse();
        assertThat(behind("extensions")).containsExactly(number(tooLate), number(inTime));
        assertThat(all(signal(supervisor(), "extended-after-due", "&at=" + before)))
                .isEqualTo("0/1");
        assertThat(all(signal(supervisor(), "extensions", "&at=" + before))).isEqualTo("1");
        assertThat(all(signal(supervisor(), "extensions", "&at=" + before.minus(MICRO))))
                .isEqualTo("0");
    }

    /** The first was granted in time; at a cut-off before the second nothing is known of it. */
    @Test
    void extendedTwice() {
        Instant before = MONDAY.plus(Duration.ofDays(3));
        Instant between = MONDAY.plus(Duration.ofDays(5));
        Instant due = MONDAY.plus(Duration.ofDays(9));
        EventStory story = accepted(submitted("firm", null), TAX);
        story.at(before)
                .tells(new TicketEvent.ExtensionGranted(between, null), TicketState.IN_PROGRESS)
                .at(between.plus(MICRO))
                .tells(new TicketEvent.ExtensionGranted(due, null), TicketState.IN_PROGRESS);
        tell(story);
        clocks(
                story,
                clock("answer", ClockScope.UNIT, TAX, ClockState.RUNNING, MONDAY, before, due, null, 2, null, null));
        assertThat(all(signal("extended-after-due"))).isEqualTo("1/1");
        assertThat(all(signal(supervisor(), "extended-after-due", "&at=" + between)))
                .isEqualTo("0/1");
    }

    private ClockReading stood(UnitId unit, @Nullable Long counted, @Nullable Long still) {
        Instant due = MONDAY.plus(Duration.ofDays(3));
        return clock("answer", ClockScope.UNIT, unit, ClockState.MET, MONDAY, due, due, due, 0, counted, still);
    }

    @Test
    void timeThatStoodStill() {
        EventStory some = answered(TAX, AnswerOutcome.SOLVED);
        EventStory most = answered(TAX, AnswerOutcome.SOLVED);
        EventStory none = answered(TAX, AnswerOutcome.SOLVED);
        EventStory unsaid = answered(TAX, AnswerOutcome.SOLVED);
        EventStory other = answered(LAND, AnswerOutcome.SOLVED);
        tell(some, most, none, unsaid, other);
        clocks(some, stood(TAX, 3600L, 1L));
        clocks(most, stood(TAX, 3600L, 7200L));
        clocks(none, stood(TAX, 3600L, 0L));
        clocks(unsaid, stood(TAX, null, null));
        clocks(other, stood(LAND, 100L, 300L));

        JsonNode signal = signal("stood-still");
        assertThat(signal.path("inSeconds").asBoolean()).isTrue();
        assertThat(all(signal)).isEqualTo("7501/18401");
        assertThat(units(signal)).containsExactly("land 300/400", "tax 7201/18001");
        assertThat(behind("stood-still"))
                .as("those that stood still most first")
                .containsExactly(number(most), number(other), number(some));
    }

    @Test
    void unsolvedButSatisfied() {
        EventStory odd = rated(answered(TAX, AnswerOutcome.UNSOLVED), Satisfaction.SATISFIED);
        EventStory plain = rated(answered(TAX, AnswerOutcome.UNSOLVED), Satisfaction.BASICALLY_SATISFIED);
        EventStory solved = rated(answered(TAX, AnswerOutcome.SOLVED), Satisfaction.SATISFIED);
        EventStory partly = rated(answered(LAND, AnswerOutcome.PARTLY), Satisfaction.SATISFIED);
        EventStory unrated = answered(LAND, AnswerOutcome.UNSOLVED);
        tell(odd, plain, solved, partly, unrated);

        JsonNode signal = signal("unsolved-but-satisfied");
        assertThat(all(signal)).isEqualTo("1/2");
        assertThat(units(signal)).containsExactly("tax 1/2");
        assertThat(behind("unsolved-but-satisfied")).containsExactly(number(odd));
    }

    @Test
    void closedWithoutTheEnterprisesWord() {
        EventStory silent = answered(TAX, AnswerOutcome.SOLVED)
                .tells(new TicketEvent.Closed(ClosingCause.TIME_OUT, null), TicketState.CLOSED);
        EventStory called = answered(LAND, AnswerOutcome.SOLVED)
                .tells(new TicketEvent.Closed(ClosingCause.CALL_BACK, null), TicketState.CLOSED);
        EventStory confirmed =
                answered(TAX, AnswerOutcome.SOLVED).tells(new TicketEvent.Confirmed(null), TicketState.CLOSED);
        tell(silent, called, confirmed, answered(TAX, AnswerOutcome.SOLVED));

        JsonNode signal = signal("closed-without-word");
        assertThat(all(signal)).isEqualTo("2/3");
        assertThat(units(signal)).containsExactly("land 1/1", "tax 1/2");
        assertThat(behind("closed-without-word")).containsExactlyInAnyOrder(number(silent), number(called));
    }

    @Test
    void reportedSolvedButDenied() {
        Instant later = MONDAY.plus(Duration.ofDays(20));
        EventStory disputed = answered(TAX, AnswerOutcome.SOLVED)
                .at(later)
                .tells(new TicketEvent.Disputed("仍未到账"), TicketState.IN_PROGRESS)
                .tells(
                        new TicketEvent.Answered(TAX, AnswerOutcome.SOLVED, "已办", null, List.of()),
                        TicketState.ANSWERED);
        EventStory reopened = rated(answered(TAX, AnswerOutcome.SOLVED), Satisfaction.SATISFIED)
                .at(later)
                .tells(new TicketEvent.Reopened(LAND, "问题复发"), TicketState.DISPATCHED);
        EventStory honest = answered(TAX, AnswerOutcome.UNSOLVED)
                .at(later)
                .tells(new TicketEvent.Disputed("不认可"), TicketState.IN_PROGRESS)
                .tells(
                        new TicketEvent.Answered(LAND, AnswerOutcome.SOLVED, "已办", null, List.of()),
                        TicketState.ANSWERED);
        EventStory fine = rated(answered(LAND, AnswerOutcome.SOLVED), Satisfaction.SATISFIED);
        // The second answer was denied; the first, which was not of that kind, is not counted.
        EventStory second = answered(LAND, AnswerOutcome.PARTLY)
                .tells(new TicketEvent.Disputed("还差一步"), TicketState.IN_PROGRESS)
                .tells(
                        new TicketEvent.Answered(LAND, AnswerOutcome.SOLVED, "已办", null, List.of()),
                        TicketState.ANSWERED)
                .tells(new TicketEvent.Disputed("还差一步"), TicketState.IN_PROGRESS);
        tell(disputed, reopened, honest, fine, second);

        JsonNode signal = signal("solved-but-denied");
        assertThat(all(signal)).isEqualTo("3/6");
        assertThat(units(signal))
                .as("whoever reported it solved answers for it; after a dispute the lead still has it")
                .containsExactly("land 1/2", "tax 2/4");
        assertThat(behind("solved-but-denied"))
                .containsExactlyInAnyOrder(number(disputed), number(reopened), number(second));
        assertThat(all(signal(supervisor(), "solved-but-denied", "&at=" + later.minus(MICRO))))
                .isEqualTo("1/4");
        assertThat(all(signal(supervisor(), "solved-but-denied", "&at=" + later)))
                .isEqualTo("3/4");
    }

    // -- ratings -----------------------------------------------------------------------------------------------------

    private static Instant after(double minutes) {
        return MONDAY.plus(Duration.ofHours(5)).plusSeconds(Math.round(minutes * 60));
    }

    private List<String> together(String more) {
        signal(supervisor(), "ratings-together", more);
        return behind(supervisor(), "ratings-together", more);
    }

    @Test
    void ratingsFromOneNetworkAtOneTime() {
        EventStory first = rated(TAX, "a", after(0), HALL);
        EventStory second = rated(TAX, "a", after(4), HALL);
        EventStory third = rated(LAND, "b", after(10), HALL);
        tell(first, second, third, rated(LAND, "c", after(1), PARK), rated(LAND, "c", after(1), null));

        JsonNode signal = signal("ratings-together");
        assertThat(all(signal)).isEqualTo("3/4");
        assertThat(units(signal)).containsExactly("land 1/2", "tax 2/2");
        assertThat(behind("ratings-together")).containsExactly(number(third), number(second), number(first));
        assertThat(signal.path("sentence").path("en").asString()).contains("looks the same");
        assertThat(each(signal.path("parameters"), it -> it.path("name").asString() + it.path("value")))
                .containsExactly("ratings3", "enterprises2", "minutes10");

        assertThat(together("&ratings=4")).isEmpty();
        assertThat(together("&enterprises=3")).isEmpty();
        assertThat(together("&minutes=9")).isEmpty();
        assertThat(together("&minutes=4&ratings=2&enterprises=1")).containsExactly(number(second), number(first));
        assertThat(together("&at=" + after(10).minus(MICRO))).isEmpty();
        // A handler is told of the own unit's alone, and two are not enough.
        Caller handler = Callers.in(district.text(), Callers.handler("h", TAX));
        assertThat(all(signal(handler, "ratings-together", ""))).isEqualTo("0/2");
    }

    @Test
    void aMicrosecondTooLateIsNotTogether() {
        tell(
                rated(TAX, "a", after(0), HALL),
                rated(TAX, "b", after(5), HALL),
                rated(TAX, "c", after(10).plus(MICRO), HALL));
        assertThat(all(signal("ratings-together"))).isEqualTo("0/3");
        assertThat(together("&minutes=11")).hasSize(3);
    }

    @Test
    void ofOneEnterpriseTheyAreNoSignal() {
        tell(rated(TAX, "a", after(0), HALL), rated(TAX, "a", after(1), HALL), rated(TAX, "a", after(2), HALL));
        assertThat(all(signal("ratings-together"))).isEqualTo("0/3");
        assertThat(together("&enterprises=1")).hasSize(3);
    }

    /** No clock face divides it: ten minutes are ten minutes from wherever they begin. */
    @Test
    void theWindowSlides() {
        List<EventStory> stories = Stream.of(7.0, 13.0, 16.0, 22.0, 27.0, 33.0)
                .map(minute -> rated(TAX, "firm-" + minute, after(minute), HALL))
                .toList();
        tell(stories.toArray(EventStory[]::new));
        // 7, 13, 16 and 13, 16, 22; nothing with 27 or 33 has three.
        assertThat(together(""))
                .containsExactlyElementsOf(stories.subList(0, 4).reversed().stream()
                        .map(SignalsTest::number)
                        .toList());
    }

    @Test
    void whatIsLeftOutOfTheFiguresIsNoSignalEither() {
        EventStory test = rated(TAX, "a", after(0), HALL);
        tell(test, rated(TAX, "b", after(5), HALL), rated(TAX, "c", after(10), HALL));
        assertThat(together("")).hasSize(3);
        JsonNode asked = read(
                send(
                        as(Role.COORDINATOR, "coordinator"),
                        "POST",
                        "/api/v1/metrics/exclusions",
                        Map.of(
                                "ticket",
                                test.ticket().text(),
                                "ground",
                                "TEST",
                                "reason",
                                "验收时录入的测试件，非企业诉求。",
                                "evidence",
                                "验收记录")),
                201);
        JsonNode approved = read(
                send(
                        supervisor(),
                        "POST",
                        "/api/v1/metrics/exclusions/%s/approve"
                                .formatted(asked.path("id").asString()),
                        Map.of("reason", "同意")),
                200);
        Instant at = Instant.parse(approved.path("decisions").get(0).path("at").asString());
        assertThat(all(signal("ratings-together"))).isEqualTo("0/2");
        assertThat(together("&at=" + at.minus(MICRO))).hasSize(3);
    }

    // -- who sees what -----------------------------------------------------------------------------------------------

    @Test
    void eachSeesWhatTheFiguresShow() {
        TicketEvent closed = new TicketEvent.Closed(ClosingCause.TIME_OUT, null);
        EventStory ofTax = accepted(submitted(as(Role.OFFICER, "officer"), "firm", "steel"), TAX)
                .tells(closed, TicketState.CLOSED);
        EventStory ofLand = accepted(submitted("firm", "chip"), LAND).tells(closed, TicketState.CLOSED);
        EventStory ofNobody = submitted("firm", "chip").tells(closed, TicketState.CLOSED);
        tell(ofTax, ofLand, ofNobody);
        String key = "closed-without-word";

        JsonNode whole = signal(key);
        assertThat(units(whole)).containsExactly("- 1/1", "land 1/1", "tax 1/1");
        // Against all units, though only one was asked for.
        JsonNode one = signal(supervisor(), key, "&unit=tax");
        assertThat(all(one)).isEqualTo("3/3");
        assertThat(units(one)).containsExactly("tax 1/1");
        assertThat(behind(supervisor(), key, "&unit=tax")).containsExactly(number(ofTax));
        assertThat(units(signal(supervisor(), key, "&unit=none"))).containsExactly("- 1/1");

        JsonNode own = signal(Callers.in(district.text(), Callers.handler("h", TAX)), key, "");
        assertThat(all(own)).isEqualTo("1/1");
        assertThat(units(own)).containsExactly("tax 1/1");
        Caller committee = Callers.of(new Jurisdiction(new ChainId("chip"), null), supervisor());
        assertThat(all(signal(committee, key, ""))).isEqualTo("2/2");
        assertThat(all(signal(as(Role.OFFICER, "officer"), key, ""))).isEqualTo("1/1");
        assertThat(all(signal(as(Role.OFFICER, "another"), key, ""))).isEqualTo("0/0");
        assertThat(behind(as(Role.OFFICER, "another"), key, "")).isEmpty();
        assertThat(send(as(Role.ENTERPRISE, "e"), "GET", SIGNALS, null).statusCode())
                .isEqualTo(403);
        assertThat(refused(send(supervisor(), "GET", SIGNALS + "?district=ZZ", null), 404))
                .contains("no district ZZ");
    }

    @Test
    void whatIsNotUnderstoodIsRefused() {
        assertThat(refused(send(supervisor(), "GET", SIGNALS + "?ratings=1", null), 400))
                .isEqualTo("The parameter 'ratings' does not take '1'; it takes, for example, 3 (2 to 100).");
        assertThat(refused(send(supervisor(), "GET", SIGNALS + "?minutes=1441", null), 400))
                .contains("10 (1 to 1440)");
        assertThat(refused(send(supervisor(), "GET", SIGNALS + "?basis=HAPPENED", null), 400))
                .contains("one way only");
        assertThat(refused(send(supervisor(), "GET", SIGNALS + "?signal=guilt", null), 404))
                .isEqualTo("There is no signal 'guilt'; GET /api/v1/metrics/signals lists them.");
        assertThat(refused(send(supervisor(), "GET", SIGNALS + "/extensions/tickets?minutes=3", null), 400))
                .contains("Unknown parameter 'minutes'");
        assertThat(refused(send(supervisor(), "GET", SIGNALS + "/extensions/tickets?cursor=eA", null), 400))
                .contains("'cursor'");
    }

    @Test
    void theRegistrySaysThatNothingIsAVerdict() {
        JsonNode found = get(supervisor(), SIGNALS + "?" + MAY);
        assertThat(found.path("caution").path("en").asString()).contains("not verdicts");
        assertThat(found.path("caution").path("zh").asString()).contains("并非结论");
        assertThat(each(found.path("signals"), it -> it.path("key").asString()))
                .doesNotHaveDuplicates()
                .containsExactlyElementsOf(Signals.ALL.stream().map(Signal::key).toList());
        assertThat(Signals.ALL)
                .allSatisfy(signal -> assertThat(signal.sentence().en()).containsAnyOf("may", "though"))
                .allSatisfy(signal -> assertThat(signal.parameters())
                        .allMatch(it -> it.least() <= it.otherwise() && it.otherwise() <= it.most()));
    }

    /** Also where many are of the same instant. */
    @Test
    void thePagesAreInOrder() {
        List<EventStory> stories = new ArrayList<>();
        for (int index = 0; index < 7; index++) {
            stories.add(rated(TAX, "firm-" + index, after(0).plusSeconds(index / 3), HALL));
        }
        tell(stories.toArray(EventStory[]::new));
        String path = "%s/ratings-together/tickets?%s".formatted(SIGNALS, MAY);
        assertThat(pages(supervisor(), path, 2, "number"))
                .hasSize(7)
                .isEqualTo(pages(supervisor(), path, 200, "number"));
        assertThat(pages(supervisor(), path, 1, "happenedAt"))
                .isSortedAccordingTo(
                        java.util.Comparator.comparing(Instant::parse).reversed());
    }
}
