package org.zhuqi.timeliness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.ClosingCause;
import org.zhuqi.contracts.clock.ClockMessage;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.timeliness.application.KeepingClocks;
import org.zhuqi.timeliness.kafka.KafkaTelling;

/** What time causes: each warning, each breach and each request once, whoever looks and however often. */
final class DueScanTest extends TestTimeliness {
    @Autowired
    private KafkaTelling kafka;

    @Test
    void timeClimbsTheLadderStepByStep() {
        Life life = dispatched();
        tell(life);

        Map<String, List<String>> steps = new LinkedHashMap<>();
        steps.put("2023-04-11 09:15", List.of("accept REMINDER"));
        steps.put("2023-04-11 17:30", List.of("accept RED"));
        steps.put("2023-04-12 17:30", List.of("accept SUPERVISION"));
        steps.put("2023-04-13 09:15", List.of("answer REMINDER"));
        steps.put("2023-04-13 10:18", List.of("progress YELLOW"));
        steps.put("2023-04-13 17:30", List.of("progress RED"));
        steps.put("2023-04-14 16:18", List.of("answer YELLOW"));
        steps.put("2023-04-17 17:30", List.of("answer RED"));
        steps.put("2023-04-18 17:30", List.of("answer SUPERVISION"));
        List<String> expected = new ArrayList<>();
        steps.forEach((at, words) -> {
            time.is(MovableTime.china(at).minusMillis(1));
            settle();
            assertThat(notices(life)).as("just before %s", at).isEqualTo(expected);
            words.forEach(each -> expected.add(each + " labour-bureau " + at));
            settleAt(at);
            settle();
            assertThat(notices(life)).as("at %s", at).isEqualTo(expected);
            if (words.getFirst().endsWith("RED")) {
                expected.add(words.getFirst().replace("RED", "breach") + " labour-bureau " + at);
                time.is(MovableTime.china(at).plusMillis(1));
                settle();
                settle();
                assertThat(notices(life)).as("right after %s", at).isEqualTo(expected);
            }
        });
        settleAt("2023-06-01 00:00");
        assertThat(notices(life)).isEqualTo(expected);
        assertNumberedWithoutGaps(life);
    }

    @Test
    void afterADowntimeOnlyWhatIsTrueNowIsTold() {
        Life life = dispatched();
        tell(life);
        settleAt("2023-04-20 08:00");
        assertThat(notices(life))
                .containsExactlyInAnyOrder(
                        "accept SUPERVISION labour-bureau 2023-04-12 17:30",
                        "accept breach labour-bureau 2023-04-11 17:30",
                        "progress RED labour-bureau 2023-04-13 17:30",
                        "progress breach labour-bureau 2023-04-13 17:30",
                        "answer SUPERVISION labour-bureau 2023-04-18 17:30",
                        "answer breach labour-bureau 2023-04-17 17:30");
        assertThat(told(life).getLast().recordedAt()).isEqualTo(time.instant());
        settleAt("2023-05-20 08:00");
        assertThat(notices(life)).hasSize(6);
        assertNumberedWithoutGaps(life);
    }

    @Test
    void whatWasDoneInTimeIsNotWarnedOf() {
        Life life = dispatched();
        tell(life);
        settleAt("2023-04-11 09:00");
        tell(life.accepted("2023-04-11 09:10").progressed("2023-04-12 09:00").answered("2023-04-13 09:00"));
        settleAt("2023-04-19 17:00");
        assertThat(notices(life)).isEmpty();
    }

    @Test
    void severalInstancesTellNothingTwiceAndLoseNothing() throws Exception {
        List<Life> lives = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            lives.add(dispatched());
        }
        tell(lives);
        time.is("2023-04-20 08:00");
        Callable<Integer> scanning = scanning(another(kafka));
        Callable<Integer> scanningToo = scanning(clocks);
        int settled = 0;
        try (ExecutorService instances = Executors.newFixedThreadPool(4)) {
            for (Future<Integer> each : instances.invokeAll(List.of(scanning, scanningToo, scanning, scanningToo))) {
                settled += settledBy(each);
            }
        }
        settle();

        assertThat(settled).isGreaterThanOrEqualTo(200);
        assertThat(lives).allSatisfy(life -> {
            assertThat(notices(life)).hasSize(6).doesNotHaveDuplicates();
            assertNumberedWithoutGaps(life);
            assertThat(outgoing.of(List.of(life.ticket()))).isEmpty();
        });
    }

    private static Callable<Integer> scanning(KeepingClocks instance) {
        return () -> {
            int all = 0;
            for (int settled = instance.settleDue(7); settled > 0; settled = instance.settleDue(7)) {
                all += settled;
            }
            return all;
        };
    }

    private static int settledBy(Future<Integer> instance) throws InterruptedException, ExecutionException {
        return instance.get();
    }

    @Test
    void aNewUnitIsWarnedOfItsOwnTime() {
        Life life = dispatched();
        tell(life);
        settleAt("2023-04-12 09:00");
        assertThat(notices(life))
                .containsExactlyInAnyOrder(
                        "accept RED labour-bureau 2023-04-11 17:30", "accept breach labour-bureau 2023-04-11 17:30");
        tell(life.redispatched("2023-04-12 10:00", Life.LAND));
        settleAt("2023-04-13 09:15");
        // What was missed is told to whom it belongs: the first unit's time is not the second's.
        assertThat(notices(life))
                .containsSubsequence("accept SUPERVISION the desk 2023-04-12 17:30")
                .contains("accept REMINDER land-bureau 2023-04-13 09:15", "answer REMINDER the desk 2023-04-13 09:15")
                .doesNotHaveDuplicates();
        time.is("2023-04-13 17:31");
        settle();
        assertThat(notices(life))
                .contains("accept RED land-bureau 2023-04-13 17:30", "accept breach land-bureau 2023-04-13 17:30");
        assertNumberedWithoutGaps(life);
    }

    @Test
    void anExtensionArmsTheLadderAnew() {
        Life life = dispatched().accepted("2023-04-10 11:00").progressed("2023-04-10 14:00");
        tell(life);
        settleAt("2023-04-14 09:30");
        assertThat(notices(life)).containsExactly("answer REMINDER labour-bureau 2023-04-13 09:15");
        tell(life.askedForMoreTime("2023-04-14 10:00", "2023-04-24 17:30")
                .granted("2023-04-14 10:05", "2023-04-24 17:30"));
        settleAt("2023-04-24 17:30");
        assertThat(notices(life))
                .containsExactly(
                        "answer REMINDER labour-bureau 2023-04-13 09:15", "answer RED labour-bureau 2023-04-24 17:30");
        assertThat(reading(life, "1/answer/TICKET").originalDue()).isEqualTo(MovableTime.china("2023-04-17 17:30"));
        time.is("2023-04-24 17:31");
        settle();
        assertThat(notices(life)).hasSize(3).contains("answer breach labour-bureau 2023-04-24 17:30");
    }

    @Test
    void whileTheWorkWaitsNobodyIsWarned() {
        Life life = dispatched()
                .accepted("2023-04-10 11:00")
                .progressed("2023-04-10 14:00")
                .suspended("2023-04-11 10:00", null);
        tell(life);
        settleAt("2023-04-28 08:00");
        assertThat(notices(life)).isEmpty();
        // Fourteen working days later, so the due date moves by fourteen: over May Day, and two make-up workdays.
        tell(life.resumed("2023-04-28 10:00"));
        assertThat(reading(life, "1/answer/TICKET").due()).isEqualTo(MovableTime.china("2023-05-08 17:30"));
        settleAt("2023-05-08 17:30");
        time.is("2023-05-08 17:31");
        settle();
        assertThat(notices(life))
                .containsExactly(
                        "answer RED labour-bureau 2023-05-08 17:30", "answer breach labour-bureau 2023-05-08 17:30");
    }

    @Test
    void anAnswerThatNobodyConfirmsIsClosedByTheSystem() {
        Life life = dispatched().accepted("2023-04-10 11:00").answered("2023-04-12 10:00");
        tell(life);
        time.is(MovableTime.china("2023-04-19 17:30").minusMillis(1));
        settle();
        assertThat(asked(life)).isEmpty();
        settleAt("2023-04-19 17:30");
        settle();
        settleAt("2023-05-19 17:30");

        CommandMessage<?> close = only(asked(life));
        assertThat(close.command())
                .isInstanceOfSatisfying(
                        TicketCommand.Close.class,
                        command -> assertThat(command.cause()).isEqualTo(ClosingCause.TIME_OUT));
        assertAskedByTheSystem(close, life, "close/4@4", 4);
        assertThat(close.receivedAt()).isEqualTo(MovableTime.china("2023-04-19 17:30"));
    }

    @Test
    void aSuspensionWhoseDayHasComeIsEndedByTheSystem() {
        Life life = dispatched().accepted("2023-04-10 11:00").suspended("2023-04-11 10:00", "2023-04-13");
        tell(life);
        time.is(MovableTime.china("2023-04-14 00:00").minusMillis(1));
        settle();
        assertThat(asked(life)).isEmpty();
        settleAt("2023-04-14 00:00");
        settle();
        CommandMessage<?> resume = only(asked(life));
        assertThat(resume.command()).isInstanceOf(TicketCommand.Resume.class);
        assertAskedByTheSystem(resume, life, "resume/4@4", 4);
    }

    @Test
    void whatIsAskedForTooLateIsRefusedByTheSystem() {
        Life late = dispatched().accepted("2023-04-10 11:00");
        Life early = dispatched().accepted("2023-04-10 11:00");
        tell(late, early);
        time.is("2023-04-18 09:00");
        tell(
                late.askedForMoreTime("2023-04-18 09:00", "2023-04-25 17:30"),
                early.askedForMoreTime("2023-04-17 17:30", "2023-04-25 17:30"));
        settle();
        CommandMessage<?> refusal = only(asked(late));
        assertThat(refusal.command())
                .isInstanceOfSatisfying(
                        TicketCommand.RefuseExtension.class,
                        command -> assertThat(command.reason())
                                .contains("It was asked for at 2023-04-18 09:00, after the due date 2023-04-17 17:30.")
                                .contains("申请时间 2023-04-18 09:00 晚于到期时间 2023-04-17 17:30"));
        assertAskedByTheSystem(refusal, late, "refuse-extension/4@4", 4);
        assertThat(asked(early)).isEmpty();
    }

    @Test
    void theSystemAsksAgainWhenTheTicketHasMovedOnAndItStillHolds() {
        Life life = dispatched().accepted("2023-04-10 11:00").suspended("2023-04-11 10:00", "2023-04-13");
        tell(life);
        settleAt("2023-04-14 00:00");
        tell(life.byUnit(
                "2023-04-14 08:00",
                org.zhuqi.contracts.lifecycle.TicketState.SUSPENDED,
                new org.zhuqi.contracts.event.TicketEvent.MarkedHard("政策不明。")));
        assertThat(asked(life)).extracting(CommandMessage::expectedVersion).containsExactly(4L, 5L);
        assertThat(asked(life)).extracting(CommandMessage::commandId).doesNotHaveDuplicates();
    }

    @Test
    void ofAnImportedHistoryNothingIsAsked() {
        Life answered = life().imported("2023-04-10 08:00")
                .submitted("2023-03-01 09:00")
                .dispatched("2023-03-01 10:00", Life.LABOUR)
                .accepted("2023-03-01 11:00")
                .answered("2023-04-07 10:00");
        Life suspended = life().imported("2023-04-10 08:00")
                .submitted("2023-03-01 09:00")
                .dispatched("2023-03-01 10:00", Life.LABOUR)
                .accepted("2023-03-01 11:00")
                .suspended("2023-03-02 10:00", "2023-04-12");
        Life late = life().imported("2023-04-10 08:00")
                .submitted("2023-03-01 09:00")
                .dispatched("2023-03-01 10:00", Life.LABOUR)
                .accepted("2023-03-01 11:00")
                .askedForMoreTime("2023-03-31 10:00", "2023-04-28 17:30");
        tell(answered, suspended, late);
        settleAt("2023-06-01 08:00");
        assertThat(List.of(answered, suspended, late))
                .allSatisfy(life -> assertThat(asked(life)).isEmpty());
        assertThat(notices(answered)).isEmpty();
        assertThat(notices(late)).isEmpty();
    }

    @Test
    void anImportedHistoryIsQuietButWhatIsStillOpenWarns() {
        Life life = life().imported("2023-04-12 12:00")
                .submitted("2023-04-10 09:00")
                .dispatched("2023-04-10 10:00", Life.LABOUR);
        time.is("2023-04-12 12:00");
        tell(life);
        settle();
        assertThat(notices(life)).isEmpty();
        settleAt("2023-04-17 17:30");
        time.is("2023-04-17 17:31");
        settle();
        assertThat(notices(life))
                .containsExactlyInAnyOrder(
                        // Its breach lies in the other system's time; that it is still open a day later does not.
                        "accept SUPERVISION labour-bureau 2023-04-12 17:30",
                        "progress RED labour-bureau 2023-04-13 17:30",
                        "progress breach labour-bureau 2023-04-13 17:30",
                        "answer RED labour-bureau 2023-04-17 17:30",
                        "answer breach labour-bureau 2023-04-17 17:30");
    }

    private Life dispatched() {
        return life().submitted("2023-04-10 09:00").dispatched("2023-04-10 10:00", Life.LABOUR);
    }

    private static void assertNumberedWithoutGaps(Life life) {
        List<ClockMessage<?>> told = told(life);
        assertThat(told)
                .extracting(ClockMessage::sequence)
                .isEqualTo(LongStream.rangeClosed(1, told.size()).boxed().toList());
    }

    private static CommandMessage<?> only(List<CommandMessage<?>> asked) {
        assertThat(asked).hasSize(1);
        return asked.getFirst();
    }

    private void assertAskedByTheSystem(CommandMessage<?> command, Life life, String key, long version) {
        assertThat(command.actor()).isEqualTo(Actor.SYSTEM);
        assertThat(command.expectedVersion()).isEqualTo(version);
        assertThat(command.district().text()).isEqualTo(district);
        assertThat(command.commandId().value())
                .isEqualTo(UUID.nameUUIDFromBytes((life.ticket() + "/" + key).getBytes(UTF_8)));
    }

    @Test
    void aTicketThatCannotBeWorkedOutKeepsNobodyWaiting() {
        time.is("2026-03-02 10:00");
        Life broken = life().submitted("2026-03-02 09:00").dispatched("2026-03-02 09:30", Life.LAND);
        Life sound = life().submitted("2026-03-02 09:00").dispatched("2026-03-02 09:30", Life.LAND);
        tell(broken, sound);
        awaitCountedIn(broken, sound);
        database.sql("update timeliness.ticket set policy_version = 'never-published@1' where id = ?")
                .param(broken.ticket().value())
                .update();

        settleAt("2026-03-03 17:31");

        assertThat(notices(sound)).isNotEmpty();
        assertThat(notices(broken)).isEmpty();
        database.sql("update timeliness.ticket set policy_version = '135-staged@1' where id = ?")
                .param(broken.ticket().value())
                .update();
        settleAt("2026-03-03 17:42");
        assertThat(notices(broken)).hasSameSizeAs(notices(sound));
    }
}
