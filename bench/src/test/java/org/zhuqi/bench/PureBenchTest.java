package org.zhuqi.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.TimeValue;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.lifecycle.TicketState;

class PureBenchTest {
    @Test
    void theLifeThatIsDecidedEndsClosed() {
        PureLife life = new PureLife();

        assertThat(life.decideAll().state()).isEqualTo(TicketState.CLOSED);
        assertThat(life.events()).extracting(EventMessage::sequence).isEqualTo(List.of(1L, 2L, 3L, 4L, 5L, 6L));
    }

    @Test
    void allOfThemRunAndAreWritten() throws Exception {
        Collection<RunResult> results = new Runner(PureBench.options()
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(20))
                        .build())
                .run();
        Page page = new Page();
        PureBench.write(page, results);

        assertThat(results).hasSize(10);
        assertThat(results)
                .allSatisfy(result ->
                        assertThat(result.getPrimaryResult().getScore()).isPositive());
        assertThat(page.text()).contains("PureCalendar.dueInFiveWorkingDays", "PureDecision.decideACommand");
    }
}
