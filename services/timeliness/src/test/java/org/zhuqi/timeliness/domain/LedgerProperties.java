package org.zhuqi.timeliness.domain;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.clock.ClockReading;
import org.zhuqi.platform.calendar.UnknownYearException;
import org.zhuqi.timeliness.application.Readings;
import org.zhuqi.timeliness.policy.Policies;

/** Laws of the ledger, over lives of tickets drawn along the lifecycle. */
class LedgerProperties {
    private static final String STAGES = """
            - {stage: triage, name: 派单, starts: submitted, ends: dispatched, within: 2 working hours}
            - stage: accept
              name: 接单
              starts: first-dispatch
              ends: accepted
              within: {time: 1 working day, counted: exact}
              warnings: [{at: 50%, level: yellow}, {at: due, level: red}, {at: 1 working day after, level: supervision}]
            - {stage: visit, name: 上门, starts: previous-stage, ends: progress, within: 36 natural hours}
            - {stage: own, name: 承办, starts: unit-dispatch, ends: [progress, answered], within: 600 working minutes}
            - stage: answer
              name: 答复
              starts: first-dispatch
              ends: answered
              within: {time: 5 working days, counted: exact}
              warnings:
                - {at: 50%, level: reminder}
                - {at: 80%, level: yellow}
                - {at: 24 natural hours before, level: yellow}
                - {at: due, level: red}
                - {at: 1 working day after, level: supervision}
            - {stage: solve, name: 办理, starts: accepted, ends: answered, within: {time: 4 working days, counted: exact}}
            - {stage: close, name: 销号, starts: submitted, ends: closed, within: 30 natural days, warnings: []}
            - {stage: assist, name: 协办, for: assistant, starts: unit-dispatch, ends: progress, within: 20 working hours}
            """;

    private static final Policy EXACT = Policies.of(
            """
            policy: exact
            version: 1
            effective-from: 2000-01-01
            name: 精确
            suspensions: {stop-for: [waiting-for-enterprise, statutory-period], cap: 6 working days}
            extensions: {stage: answer, times: 2, longest: 10 working days}
            objections: {stop-the-unit: true, stop-the-ticket: true}
            auto-close: {after: 5 working days}
            stages:
            %s""".formatted(STAGES.replace("within: 30 natural days,", "within: {time: 30 natural days, counted: exact},")
                    .indent(2)));

    @Provide
    Arbitrary<RandomLife> lives() {
        return Arbitraries.integers()
                .between(1, 30)
                .flatMap(length -> Arbitraries.longs().map(seed -> new RandomLife(seed, length)));
    }

    @Provide
    Arbitrary<Policy> policies() {
        return Arbitraries.of(EXACT, Policies.STAGED, Policies.TIERED);
    }

    @Property(tries = 400)
    void segmentsLieEndToEndFromTheSubmissionOn(@ForAll("lives") RandomLife life, @ForAll("policies") Policy policy) {
        Ledger ledger = life.ledger(policy);
        List<Segment> segments = ledger.segments();

        Instant end = ledger.steps().getFirst().at();
        Duration sum = Duration.ZERO;
        for (Segment segment : segments) {
            assertThat(segment.from()).isEqualTo(end);
            if (segment.to() == null) {
                assertThat(segment).isSameAs(segments.getLast());
                break;
            }
            assertThat(segment.to()).isAfter(segment.from());
            end = segment.to();
            sum = sum.plus(Duration.between(segment.from(), segment.to()));
        }
        assertThat(segments.getLast().to()).isNull();
        assertThat(segments.getLast().state()).isEqualTo(ledger.state());
        assertThat(sum)
                .isEqualTo(Duration.between(
                        segments.getFirst().from(), segments.getLast().from()));
    }

    @Property(tries = 400)
    void aClocksTimeBeforeItsDueDateIsWhatItWasAllowed(@ForAll("lives") RandomLife life) {
        for (Clock clock : life.ledger(EXACT).clocks()) {
            Instant due = clock.dueWithoutExtensions();
            if (due == null) {
                continue;
            }
            if (clock.namedDue() != null) {
                Instant close = clock.ruler().calendar().closeOfBusinessOn(clock.namedDue());
                assertThat(clock.originalDue())
                        .as(clock.toString())
                        .isEqualTo(close.isBefore(clock.startedAt()) ? clock.startedAt() : close);
                continue;
            }
            Duration running = clock.ruler().between(clock.startedAt(), due);
            for (Clock.Pause pause : clock.pauses()) {
                if (pause.from().isBefore(due)) {
                    running = running.minus(
                            clock.ruler().between(pause.from(), pause.to().isBefore(due) ? pause.to() : due));
                }
            }
            assertThat(running)
                    .as(clock.toString())
                    .isEqualTo(Ledger.lengthOf(
                            clock.allowance().within(), clock.ruler().calendar()));
        }
    }

    /** The ledger's stretches and the clocks' pauses are two tellings of one story. */
    @Property(tries = 400)
    void aClockStandsStillJustWhereTheLedgerSaysSo(@ForAll("lives") RandomLife life) {
        Ledger ledger = life.ledger(EXACT);
        for (Clock clock : ledger.clocks()) {
            Instant end = clock.endedAt() == null ? life.end() : clock.endedAt();
            Duration still = Duration.ZERO;
            for (Segment segment : ledger.segments()) {
                Instant from = segment.from().isBefore(clock.startedAt()) ? clock.startedAt() : segment.from();
                Instant to = segment.to() == null || segment.to().isAfter(end) ? end : segment.to();
                if (segment.stops(clock.scope()) && from.isBefore(to)) {
                    still = still.plus(Duration.between(from, to));
                }
            }
            Duration paused = clock.pauses().stream()
                    .map(pause -> Duration.between(pause.from(), pause.to()))
                    .reduce(Duration.ZERO, Duration::plus);
            if (clock.pausedSince() != null) {
                paused = paused.plus(Duration.between(clock.pausedSince(), end));
            }
            assertThat(paused).as(clock.toString()).isEqualTo(still);
        }
    }

    /** What is told of an ended clock and what its sheet adds up to are one figure, also where steps were recorded late. */
    @Property(tries = 800)
    void anEndedClockSaysWhatItsSheetAddsUpTo(
            @ForAll("lives") RandomLife life,
            @ForAll("policies") Policy policy,
            @ForAll boolean intoAYearThatNobodyKnows) {
        Duration later = intoAYearThatNobodyKnows ? Duration.ofDays(1300) : Duration.ZERO;
        Ledger ledger = Ledger.of(life.steps(later), policy, History.CHINA);
        for (Clock clock : ledger.clocks()) {
            ClockReading reading = Readings.of(clock);
            assertThat(reading.ends())
                    .isNotNull()
                    .containsExactlyInAnyOrderElementsOf(clock.stage().ends());
            if (clock.isOpen()) {
                assertThat(reading.countedSeconds()).isNull();
                assertThat(reading.stoodStillSeconds()).isNull();
                continue;
            }
            WhyLate why;
            try {
                why = WhyLate.of(ledger, clock, life.end());
            } catch (UnknownYearException e) {
                // The sheet also says what there was up to the due date, which an extension may put behind the end.
                boolean reachesNoFurtherThanItsEnd =
                        clock.due() == null || !clock.due().isAfter(requireNonNull(clock.endedAt()));
                if (reachesNoFurtherThanItsEnd) {
                    assertThat(reading.countedSeconds()).as(clock.toString()).isNull();
                    assertThat(reading.stoodStillSeconds()).isNull();
                }
                continue;
            }
            assertThat(reading.countedSeconds())
                    .as(clock.toString())
                    .isEqualTo(why.counted().toSeconds());
            assertThat(reading.stoodStillSeconds())
                    .as(clock.toString())
                    .isEqualTo(why.stoodStill().toSeconds());
        }
    }

    @Property(tries = 200)
    void theSameHistoryAlwaysComesToTheSame(@ForAll("lives") RandomLife life, @ForAll("policies") Policy policy) {
        assertThat(life.ledger(policy)).isEqualTo(life.ledger(policy));
    }

    @Property(tries = 200)
    void whatHasEndedNeverChanges(@ForAll("lives") RandomLife life, @ForAll("policies") Policy policy) {
        Map<String, Clock> last = byKey(life.ledger(policy));
        for (int length = 1; length < life.steps().size(); length++) {
            Ledger prefix = Ledger.of(life.steps().subList(0, length), policy, History.CHINA);
            for (Clock clock : prefix.clocks()) {
                assertThat(last).containsKey(clock.key());
                if (!clock.isOpen()) {
                    assertThat(last.get(clock.key())).isEqualTo(clock);
                }
            }
        }
    }

    @Property(tries = 400)
    void alarmsAreOfOpenClocksOnceEachAndNotBeforeTheirStart(
            @ForAll("lives") RandomLife life, @ForAll("policies") Policy policy) {
        Ledger ledger = life.ledger(policy);
        Set<String> keys = new HashSet<>();
        Instant before = Instant.MIN;
        for (Alarm alarm : ledger.alarms()) {
            assertThat(keys.add(alarm.key())).as(alarm.key()).isTrue();
            assertThat(alarm.at()).isAfterOrEqualTo(before);
            before = alarm.at();
            List<Clock> clocks = switch (alarm) {
                case Alarm.Warning warning -> List.of(warning.clock());
                case Alarm.Breach breach -> List.of(breach.clock());
                case Alarm.Automatic automatic -> List.of();
            };
            for (Clock clock : clocks) {
                assertThat(clock.isOpen()).isTrue();
                assertThat(alarm.at()).isAfterOrEqualTo(clock.startedAt());
                if (clock.pausedSince() != null && alarm instanceof Alarm.Warning) {
                    assertThat(clock.pauseEndsAt()).isNotNull().isBeforeOrEqualTo(alarm.at());
                }
            }
        }
    }

    @Property(tries = 400)
    void whatIsOverdueIsSoFromItsBreachOn(@ForAll("lives") RandomLife life, @ForAll("policies") Policy policy) {
        for (Alarm alarm : life.ledger(policy).alarms()) {
            if (alarm instanceof Alarm.Breach breach) {
                assertThat(breach.clock().isOverdue(breach.at())).isFalse();
                assertThat(breach.clock().isOverdue(breach.at().plusSeconds(1))).isTrue();
            }
        }
    }

    /** At most one clock of a stage runs for the ticket, and only the present unit's own clocks run. */
    @Property(tries = 400)
    void noClockRunsTwiceOrForAUnitThatHasGone(@ForAll("lives") RandomLife life, @ForAll("policies") Policy policy) {
        Ledger ledger = life.ledger(policy);
        List<String> running = new ArrayList<>();
        for (Clock clock : ledger.openClocks()) {
            running.add(
                    clock.stage().key() + clock.scope() + (clock.scope() == ClockScope.ASSISTANT ? clock.unit() : ""));
            assertThat(clock.round()).isEqualTo(ledger.steps().getLast().round());
            if (clock.scope() == ClockScope.UNIT) {
                assertThat(clock.unit()).isEqualTo(ledger.lead());
            }
            if (clock.scope() == ClockScope.TICKET && clock.unit() != null) {
                assertThat(clock.unit()).isEqualTo(ledger.lead());
            }
        }
        assertThat(running).doesNotHaveDuplicates();
    }

    private static Map<String, Clock> byKey(Ledger ledger) {
        return ledger.clocks().stream().collect(Collectors.toMap(Clock::key, Function.identity()));
    }
}
