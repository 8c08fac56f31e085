package org.zhuqi.timeliness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhuqi.timeliness.MovableTime.china;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhuqi.contracts.ClockState;
import org.zhuqi.contracts.Topics;
import org.zhuqi.contracts.clock.ClockReading;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.TrialId;
import org.zhuqi.contracts.trial.TrialAnswer;
import org.zhuqi.contracts.trial.TrialAsked;
import org.zhuqi.contracts.trial.TrialEnded;
import org.zhuqi.contracts.trial.TrialReadings;
import org.zhuqi.contracts.trial.TrialReadings.TicketReading;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.testkit.TestPlatform;
import org.zhuqi.timeliness.application.Announcing;
import org.zhuqi.timeliness.application.TryingPolicies;
import org.zhuqi.timeliness.kafka.KafkaTelling;
import org.zhuqi.timeliness.kafka.TrialContainer;
import org.zhuqi.timeliness.policy.Policies;

/**
 * What the clocks of past tickets would have been under another policy, asked and answered through topics. All of them lie
 * so far back that nothing of theirs comes due in between when another test looks for what is.
 */
final class TrialTest extends TestTimeliness {
    private static final Topic ANSWERS = new Topic(Topics.TRIAL_READINGS);
    private static final String TIERED = "135-tiered@1";

    @Autowired
    private TryingPolicies trying;

    @Autowired
    private KafkaTelling broker;

    @Test
    void itTellsTheClocksOfEveryTicketOfThePeriodAndChangesNothing() {
        Life slow = life().submitted("2022-06-06 09:00")
                .dispatched("2022-06-06 10:00", Life.LABOUR)
                .accepted("2022-06-06 11:00")
                .answered("2022-06-13 10:00");
        Life open = life().submitted("2022-06-07 09:00").dispatched("2022-06-07 10:00", Life.LABOUR);
        Life before = life().submitted("2022-05-31 09:00").dispatched("2022-06-06 10:00", Life.LABOUR);
        Life onTheLastInstant = life().submitted("2022-07-01 00:00");
        Life elsewhere = lifeIn(anotherDistrict()).submitted("2022-06-06 09:00");
        tell(slow, open, before, onTheLastInstant, elsewhere);
        List<Object> everything = everything();

        TrialAsked asked = june(TIERED);
        List<TrialAnswer> answer = answered(asked);

        assertThat(tickets(answer)).extracting(TicketReading::number).containsExactly(slow.number(), open.number());
        assertThat(tickets(answer)).extracting(TicketReading::ticketId).containsExactly(slow.ticket(), open.ticket());
        assertThat(answer.getLast()).isEqualTo(new TrialEnded(asked.trial(), 2, null));
        assertThat(reading(slow, "1/answer/TICKET").state()).isEqualTo(ClockState.MET);
        ClockReading late = clock(tickets(answer).getFirst(), "1/answer/TICKET");
        assertThat(late.state()).isEqualTo(ClockState.LATE);
        assertThat(late.due()).isEqualTo(china("2022-06-09 17:30"));
        assertThat(late.countedSeconds())
                .as("neither the policy nor the verdict changes what the time came to")
                .isEqualTo(reading(slow, "1/answer/TICKET").countedSeconds());
        assertThat(everything()).isEqualTo(everything);
    }

    @Test
    void underTheirOwnPolicyTheyAreWhatTheyAre() {
        Life life = life().submitted("2022-06-06 09:00")
                .dispatched("2022-06-06 10:00", Life.LABOUR, Life.LAND)
                .accepted("2022-06-06 11:00")
                .suspended("2022-06-07 09:00", null)
                .resumed("2022-06-09 09:00")
                .answered("2022-06-13 10:00")
                .disputed("2022-06-13 11:00");
        tell(life);

        TicketReading tried = tickets(answered(june("135-staged@1"))).getFirst();

        assertThat(tried.clocks())
                .isNotEmpty()
                .allSatisfy(clock -> assertThat(clock).isEqualTo(reading(life, clock.clock())));
    }

    @Test
    void askedAgainItSaysTheSameAgain() {
        tell(life().submitted("2022-06-06 09:00").dispatched("2022-06-06 10:00", Life.LABOUR));
        TrialAsked asked = june(TIERED);
        int once = answered(asked).size();

        ask(asked);
        SOON.until(() -> records(asked.trial()).size() == 2 * once);

        List<String> said = records(asked.trial()).stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
        assertThat(said.subList(once, 2 * once)).isEqualTo(said.subList(0, once));
    }

    @Test
    void manyTicketsComeInManyParts() {
        List<Life> lives = IntStream.range(0, 450)
                .mapToObj(i -> life().submitted("2022-06-06 09:%02d".formatted(i % 60)))
                .toList();
        lives.subList(0, 120).forEach(life -> life.dispatched("2022-06-06 10:00", Life.LABOUR));
        tell(lives);

        List<TrialAnswer> answer = answered(june(TIERED));

        assertThat(answer.getLast())
                .isInstanceOfSatisfying(
                        TrialEnded.class, ended -> assertThat(ended.tickets()).isEqualTo(450));
        assertThat(tickets(answer))
                .extracting(TicketReading::number)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        lives.stream().map(Life::number).toList());
        assertThat(answer).hasSizeGreaterThanOrEqualTo(4);
        assertThat(answer.subList(0, answer.size() - 1))
                .allSatisfy(part -> assertThat(part).isInstanceOfSatisfying(TrialReadings.class, readings -> {
                    assertThat(readings.tickets()).hasSizeLessThanOrEqualTo(200);
                    assertThat(readings.tickets().stream()
                                    .mapToInt(ticket -> ticket.clocks().size())
                                    .sum())
                            .isLessThanOrEqualTo(500);
                }));
    }

    /** What died in the middle of an answer leaves the trial asked, and whoever takes it up says all of it. */
    @Test
    void whatDiedInBetweenIsAnsweredAnewAndWhole() {
        tell(IntStream.range(0, 250)
                .mapToObj(i -> life().submitted("2022-06-06 09:%02d".formatted(i % 60)))
                .toList());
        TrialAsked asked = june(TIERED);
        List<TrialAnswer> whole = answered(asked);
        assertThat(whole).hasSize(3);
        assertThat(whole.getLast()).isEqualTo(new TrialEnded(asked.trial(), 250, null));

        AtomicInteger deaths = new AtomicInteger();
        List<TrialAnswer> told = Collections.synchronizedList(new ArrayList<>());
        var other = TrialContainer.of(
                TestPlatform.kafka(),
                "trials-" + district,
                (trial, to) -> {
                    if (trial.equals(asked)) {
                        trying.answer(trial, dyingOnce(deaths, told, to));
                    }
                },
                broker);
        other.start();
        try {
            SOON.until(() -> !told.isEmpty() && told.getLast() instanceof TrialEnded);
        } finally {
            other.stop();
        }

        assertThat(deaths).hasValue(1);
        assertThat(told).hasSize(4).startsWith(whole.getFirst()).endsWith(whole.toArray(TrialAnswer[]::new));
        SOON.untilAsserted(() -> assertThat(records(asked.trial())).hasSize(3 + 4));
    }

    private static Consumer<TrialAnswer> dyingOnce(
            AtomicInteger deaths, List<TrialAnswer> told, Consumer<TrialAnswer> to) {
        return answer -> {
            if (told.size() == 1 && deaths.compareAndSet(0, 1)) {
                throw new KafkaException("the broker is gone");
            }
            to.accept(answer);
            told.add(answer);
        };
    }

    @Test
    void aPolicyThatIsNotTheDistrictsIsRefusedWithASentence() {
        tell(life().submitted("2022-06-06 09:00"));
        String own = "own-" + district.toLowerCase(Locale.ROOT);
        send(
                admin(),
                "POST",
                "/api/v1/policies",
                Policies.replaced(
                        Announcing.preset("135-staged"),
                        "policy: 135-staged",
                        "policy: " + own + "\ndistrict: " + district),
                201);
        assertThat(answered(june(own + "@1")).getLast())
                .isInstanceOfSatisfying(
                        TrialEnded.class, ended -> assertThat(ended.refusal()).isNull());

        assertRefused(june(own + "@2"));
        assertRefused(june("no policy at all"));
        assertRefused(asked(anotherDistrict(), own + "@1"));
    }

    private void assertRefused(TrialAsked asked) {
        List<TrialAnswer> answer = answered(asked);
        assertThat(answer).singleElement().isInstanceOfSatisfying(TrialEnded.class, ended -> {
            assertThat(ended.tickets()).isZero();
            assertThat(Objects.requireNonNull(ended.refusal()).en())
                    .isEqualTo("There is no policy %s for district %s."
                            .formatted(asked.policyVersion(), asked.district()));
            assertThat(ended.refusal().zh())
                    .isEqualTo("%s区没有时效规则%s。".formatted(asked.district(), asked.policyVersion()));
        });
    }

    @Test
    void aDistrictWithoutTicketsHasNoneAndWhatCannotBeReadKeepsNobodyWaiting() {
        write(List.of(new ProducerRecord<>(Topics.TRIALS, "nobody", "{".getBytes(StandardCharsets.UTF_8))));

        TrialAsked asked = june(TIERED);

        assertThat(answered(asked)).containsExactly(new TrialEnded(asked.trial(), 0, null));
    }

    private TrialAsked june(String policy) {
        return asked(district, policy);
    }

    private static TrialAsked asked(String district, String policy) {
        return new TrialAsked(
                new TrialId(UUID.randomUUID()),
                new DistrictId(district),
                china("2022-06-01 00:00"),
                china("2022-07-01 00:00"),
                policy);
    }

    private void ask(TrialAsked asked) {
        write(List.of(Wire.trialAsked(asked, time.instant())));
    }

    private List<TrialAnswer> answered(TrialAsked asked) {
        ask(asked);
        SOON.until(() -> {
            List<ConsumerRecord<String, byte[]>> records = records(asked.trial());
            return !records.isEmpty() && Wire.readTrialAnswer(records.getLast()) instanceof TrialEnded;
        });
        return records(asked.trial()).stream().map(Wire::readTrialAnswer).toList();
    }

    private static List<ConsumerRecord<String, byte[]>> records(TrialId trial) {
        return ANSWERS.of(trial.text());
    }

    private static List<TicketReading> tickets(List<TrialAnswer> answer) {
        return answer.stream()
                .flatMap(part -> switch (part) {
                    case TrialReadings readings -> readings.tickets().stream();
                    case TrialEnded ended -> List.<TicketReading>of().stream();
                })
                .toList();
    }

    private static ClockReading clock(TicketReading ticket, String clock) {
        return ticket.clocks().stream()
                .filter(reading -> reading.clock().equals(clock))
                .findFirst()
                .orElseThrow();
    }
}
