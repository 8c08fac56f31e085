package org.zhuqi.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.testkit.EventStory;

/** Whoever is merged reads the answer: once for each answer and merge. */
final class RelayedAnswersTest extends TestSimilar {
    @Test
    void theAnswerReachesEveryoneWhoIsMergedAlsoByWayOfAnother() {
        EventStory main = worked(filed(FIRST, "停电", "停电"));
        EventStory second = filed(SECOND, "停电", "停电");
        EventStory third = filed(THIRD, "停电", "停电");
        tell(main, second, third);
        tell(merged(third, second));
        tell(merged(second, main));
        assertThat(relayed(second)).isEmpty();

        tell(answered(main, "已换电缆"));
        assertThat(relayed(second)).containsExactly("已换电缆");
        assertThat(relayed(third)).containsExactly("已换电缆");
        assertThat(relayed(main)).isEmpty();
        assertThat(asked(second))
                .allSatisfy(command -> assertThat(command.actor().role()).isEqualTo(Role.SYSTEM));

        following.project(main.records().stream().map(EventStory::received).toList());
        assertThat(relayed(second)).as("the events come again").hasSize(1);
    }

    /** As a busy hour or a rebuild brings them: of several answers in one batch each reaches those who wait for it. */
    @Test
    void severalAnswersOfOneBatchReachThoseWhoWaitForThem() {
        EventStory power = worked(filed(FIRST, "停电", "停电"));
        EventStory alike = filed(SECOND, "停电", "停电");
        EventStory alone = worked(filed(THIRD, "招工", "招工"));
        tell(power, alike, alone);
        tell(merged(alike, power));
        long counted = power.version();
        answered(power, "已换电缆").inRound(2).tells(new TicketEvent.Disputed("仍停电"), TicketState.IN_PROGRESS);
        answered(power, "已换变压器");
        answered(alone, "已办招聘会");

        List<EventStory> both = List.of(power, alone);
        following.project(both.stream()
                .flatMap(story -> story.records().stream())
                .map(EventStory::received)
                .toList());
        assertThat(power.version()).isEqualTo(counted + 3);
        assertThat(relayed(alike)).containsExactly("已换电缆", "已换变压器");
        assertThat(relayed(alone)).isEmpty();
        assertThat(relayed(power)).isEmpty();

        EventStory late = filed(THIRD, "停电", "停电");
        tell(late);
        tell(merged(late, power));
        assertThat(relayed(late)).as("the last one stands").containsExactly("已换变压器");
    }

    @Test
    void whoIsMergedAfterTheAnswerGetsItThen() {
        EventStory main = answered(worked(filed(FIRST, "停电", "停电")), "已换电缆");
        EventStory second = filed(SECOND, "停电", "停电");
        EventStory third = filed(THIRD, "停电", "停电");
        tell(main, second, third);
        tell(merged(third, second));
        assertThat(relayed(third)).isEmpty();
        tell(merged(second, main));
        assertThat(relayed(second)).containsExactly("已换电缆");
        assertThat(relayed(third)).containsExactly("已换电缆");
    }

    @Test
    void whoIsUnmergedBeforeGetsNothingAndWhoIsMergedAgainGetsItAgain() {
        EventStory main = worked(filed(FIRST, "停电", "停电"));
        EventStory second = filed(SECOND, "停电", "停电");
        tell(main, second);
        tell(merged(second, main));
        tell(unmerged(second, main));
        tell(answered(main, "已换电缆"));
        assertThat(relayed(second)).isEmpty();
        tell(merged(second, main));
        assertThat(relayed(second)).hasSize(1);
        tell(unmerged(second, main));
        tell(merged(second, main));
        assertThat(relayed(second)).containsExactly("已换电缆", "已换电缆");
        assertThat(asked(second).stream().map(CommandMessage::commandId).distinct())
                .hasSize(2);
    }

    @Test
    void aDisputeConcernsTheOthersOnlyWhenThereIsAnotherAnswer() {
        EventStory main = answered(worked(filed(FIRST, "停电", "停电")), "已换电缆");
        EventStory second = filed(SECOND, "停电", "停电");
        EventStory late = filed(THIRD, "停电", "停电");
        tell(main, second, late);
        tell(merged(second, main));
        tell(main.tells(new TicketEvent.Disputed("又停了"), TicketState.IN_PROGRESS));
        assertThat(relayed(second)).hasSize(1);
        tell(merged(late, main));
        assertThat(relayed(late)).as("no answer stands").isEmpty();
        tell(answered(main.inRound(2), "已换变压器"));
        assertThat(relayed(second)).containsExactly("已换电缆", "已换变压器");
        assertThat(relayed(late)).containsExactly("已换变压器");
        tell(main.tells(new TicketEvent.Confirmed(null), TicketState.CLOSED));
        assertThat(relayed(second)).hasSize(2);
    }

    /** Merged on one partition while it is answered on another: whoever comes second sees what the first has done. */
    @Test
    void anAnswerAndAMergeAtTheSameTimeDoNotMissEachOther() throws Exception {
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < 20; i++) {
                EventStory main = worked(filed(FIRST, "停电", "停电"));
                EventStory second = filed(SECOND, "停电", "停电");
                following.project(
                        main.records().stream().map(EventStory::received).toList());
                following.project(
                        second.records().stream().map(EventStory::received).toList());
                answered(main, "已换电缆");
                merged(second, main);
                CyclicBarrier together = new CyclicBarrier(2);
                List<Future<?>> running = Stream.of(main, second)
                        .<Future<?>>map(story -> both.submit(() -> {
                            together.await();
                            return following.project(List.of(EventStory.received(story.record(story.version()))));
                        }))
                        .toList();
                for (Future<?> each : running) {
                    each.get();
                }
                assertThat(relayed(second)).as("round %d", i).containsExactly("已换电缆");
            }
        }
    }

    private List<String> relayed(EventStory story) {
        return asked(story).stream()
                .map(CommandMessage::command)
                .filter(TicketCommand.RelayAnswer.class::isInstance)
                .map(command -> ((TicketCommand.RelayAnswer) command).text())
                .toList();
    }
}
