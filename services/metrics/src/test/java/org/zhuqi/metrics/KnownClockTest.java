package org.zhuqi.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.ClockMilestone;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.ClockState;
import org.zhuqi.contracts.clock.ClockReading;
import org.zhuqi.metrics.domain.ClockFact;
import org.zhuqi.metrics.domain.KnownClock;

final class KnownClockTest {
    @Test
    void aFirstReportThatAnAnswerSatisfiesTooIsNoClockOfTheAnswer() {
        assertThat(until(ClockMilestone.ANSWERED, ClockMilestone.PROGRESS)).isEqualTo(ClockFact.UNTIL_PROGRESS.mask());
        assertThat(until(ClockMilestone.ANSWERED)).isEqualTo(ClockFact.UNTIL_ANSWER.mask());
        assertThat(until()).isZero();
    }

    private static long until(ClockMilestone... ends) {
        Instant start = Instant.parse("2023-03-06T01:00:00Z");
        return KnownClock.of(new ClockReading(
                        "1/progress/TICKET",
                        "progress",
                        "首次反馈",
                        ClockScope.TICKET,
                        1,
                        null,
                        ClockState.RUNNING,
                        start,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        0,
                        null,
                        null,
                        null,
                        List.of(ends)))
                .until();
    }
}
