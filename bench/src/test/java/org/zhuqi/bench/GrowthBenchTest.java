package org.zhuqi.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthBenchTest {
    /** The installation takes the copies for tickets: its lists answer, its services settle, and it goes on. */
    @Test
    void fewTicketsBecomeMany() throws Exception {
        GrowthBench.Options options = new GrowthBench.Options();
        options.sizes = List.of(1_500L, 3_000L);
        options.made = 36;
        options.questions = 2;
        options.seconds = 1;
        Page page = new Page();

        List<GrowthBench.Cost> costs = GrowthBench.run(options, page);

        assertThat(costs).extracting(GrowthBench.Cost::tickets).containsExactly(1_500L, 3_000L);
        assertThat(costs).allSatisfy(cost -> {
            assertThat(cost.commandMicros()).isPositive();
            assertThat(cost.slowest()).isPositive();
        });
        assertThat(page.text())
                .contains("| 3,000 | work list of a unit | 2 |", "| 3,000 | due-scan that finds nothing | 2 |");
        assertThat(page.budgets()).hasSize(2);
    }
}
