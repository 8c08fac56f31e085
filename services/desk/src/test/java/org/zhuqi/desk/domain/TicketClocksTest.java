package org.zhuqi.desk.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhuqi.desk.Readings.extended;
import static org.zhuqi.desk.Readings.merged;
import static org.zhuqi.desk.Readings.met;
import static org.zhuqi.desk.Readings.name;
import static org.zhuqi.desk.Readings.ofUnit;
import static org.zhuqi.desk.Readings.paused;
import static org.zhuqi.desk.Readings.running;
import static org.zhuqi.desk.Readings.unknown;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.WarningLevel;
import org.zhuqi.contracts.clock.ClockMessage;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.desk.ClockStory;
import org.zhuqi.platform.projection.BrokenHistoryException;

final class TicketClocksTest {
    private static final UnitId LABOUR = new UnitId("labour-bureau");
    private static final Instant TUESDAY = Instant.parse("2023-04-11T09:30:00Z");
    private static final Instant THURSDAY = Instant.parse("2023-04-13T09:30:00Z");
    private static final Instant MONDAY = Instant.parse("2023-04-17T09:30:00Z");

    @Test
    void aMergedTicketIsNobodysDueDateUntilTheMergeIsUndone() {
        ClockStory merged = story().changed(running("answer", MONDAY))
                .warned(name("answer"), WarningLevel.YELLOW)
                .changed(merged("answer", MONDAY, TUESDAY));
        Timing timing = fold(merged).timing();
        assertThat(timing.due()).isNull();
        assertThat(timing.warning()).isNull();
        assertThat(timing.standing(THURSDAY)).isEqualTo(Standing.DONE);

        Timing undone = fold(merged.changed(running("answer", MONDAY))).timing();
        assertThat(undone.due()).isEqualTo(MONDAY);
        assertThat(undone.standing(TUESDAY)).isEqualTo(Standing.ON_TIME);
    }

    @Test
    void theNextOpenClockOfTheWholeTicketCounts() {
        Timing timing = fold(story().changed(
                                met("accept", TUESDAY),
                                running("answer", MONDAY),
                                running("progress", THURSDAY),
                                ofUnit("accept", LABOUR, TUESDAY)))
                .timing();
        assertThat(timing.due()).isEqualTo(THURSDAY);
        assertThat(timing.stage()).isEqualTo("progress");
        assertThat(timing.finalDue()).isEqualTo(MONDAY);
        assertThat(timing.ended()).isFalse();
        assertThat(timing.policyVersion()).isEqualTo("135-staged@1");
    }

    @Test
    void beforeAndAfterAllClocks() {
        assertThat(fold(story().changed()).timing().standing(TUESDAY)).isNull();
        assertThat(Timing.NONE.standing(TUESDAY)).isNull();
        assertThat(fold(story().changed(ofUnit("answer", LABOUR, TUESDAY)))
                        .timing()
                        .standing(TUESDAY))
                .as("units' clocks are not the ticket's")
                .isNull();
        assertThat(fold(story().changed(met("accept", TUESDAY))).timing().standing(MONDAY))
                .isEqualTo(Standing.DONE);
    }

    @Test
    void standsAtTheEdges() {
        Timing timing = fold(story().changed(running("answer", THURSDAY))).timing();
        Instant soon = THURSDAY.minusSeconds(86_400);
        assertThat(timing.standing(soon.minusMillis(1))).isEqualTo(Standing.ON_TIME);
        assertThat(timing.standing(soon)).isEqualTo(Standing.SOON);
        assertThat(timing.standing(THURSDAY)).as("in time").isEqualTo(Standing.SOON);
        assertThat(timing.standing(THURSDAY.plusMillis(1))).isEqualTo(Standing.OVERDUE);

        Timing stopped =
                fold(story().changed(paused("answer", THURSDAY, TUESDAY))).timing();
        assertThat(stopped.standing(MONDAY)).isEqualTo(Standing.PAUSED);
        Timing stoppedTooLate =
                fold(story().changed(paused("answer", TUESDAY, TUESDAY))).timing();
        assertThat(stoppedTooLate.standing(MONDAY)).isEqualTo(Standing.OVERDUE);
    }

    @Test
    void anUnknownYearHidesTheLastDueDateAndTheNextOnlyIfThereIsNoOther() {
        Timing both = fold(story().changed(running("accept", TUESDAY), unknown("answer", 2027)))
                .timing();
        assertThat(both.due()).isEqualTo(TUESDAY);
        assertThat(both.finalDue()).isNull();
        assertThat(both.unknownYear()).isEqualTo(2027);
        Timing one = fold(story().changed(unknown("answer", 2027))).timing();
        assertThat(one.due()).isNull();
        assertThat(one.standing(TUESDAY)).isEqualTo(Standing.UNKNOWN);
    }

    @Test
    void theHighestWarningOfAClockThatIsStillOpen() {
        ClockStory story = story().changed(running("accept", TUESDAY), running("answer", MONDAY))
                .warned(name("accept"), WarningLevel.RED)
                .warned(name("answer"), WarningLevel.YELLOW)
                .warned(name("answer"), WarningLevel.REMINDER);
        assertThat(fold(story).timing().warning()).isEqualTo(WarningLevel.RED);
        story.changed(met("accept", TUESDAY), extended("answer", MONDAY));
        assertThat(fold(story).timing().warning()).isEqualTo(WarningLevel.YELLOW);
        assertThat(fold(story).timing().extensions()).isEqualTo(1);
        story.changed(met("accept", TUESDAY), met("answer", MONDAY));
        assertThat(fold(story).timing().warning()).isNull();
    }

    @Test
    void aDueDateThatPassedBehindAPauseEndsThePause() {
        ClockStory story = story().changed(paused("answer", THURSDAY, TUESDAY)).breached(name("answer"), MONDAY);
        Timing timing = fold(story).timing();
        assertThat(timing.due()).isEqualTo(MONDAY);
        assertThat(timing.pausedSince()).isNull();
        assertThat(timing.standing(MONDAY.plusSeconds(1))).isEqualTo(Standing.OVERDUE);

        story.changed(extended("answer", MONDAY.plusSeconds(60)));
        assertThat(fold(story).timing().standing(MONDAY.plusSeconds(1))).isEqualTo(Standing.SOON);
        assertThat(fold(story).breaches()).hasSize(1);
    }

    @Test
    void beginsWithWhatClocksThereAre() {
        assertThatThrownBy(() -> fold(story().breached(name("answer"), MONDAY)))
                .isInstanceOf(BrokenHistoryException.class)
                .hasMessageContaining("is 'breached' and does not say its clocks");
    }

    private static ClockStory story() {
        return ClockStory.of(new TicketId(new UUID(1, 2)), new TicketNumber("QT-2023-000042"));
    }

    private static TicketClocks fold(ClockStory story) {
        TicketClocks clocks = TicketClocks.opened(story.messages().getFirst());
        for (ClockMessage<?> next : story.messages().subList(1, story.messages().size())) {
            clocks = clocks.apply(next);
        }
        return clocks;
    }
}
