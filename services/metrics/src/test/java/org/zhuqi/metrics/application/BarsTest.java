package org.zhuqi.metrics.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class BarsTest {
    @Test
    void beginAtNothingAndAreAsWideAsAClockIsRead() {
        assertThat(Bars.edges(0, 0)).containsExactly(0L);
        assertThat(Bars.edges(3, 3)).containsExactly(0L, 1L, 2L, 3L);
        assertThat(Bars.edges(3600, 3600)).startsWith(0L, 300L).endsWith(3600L);
    }

    @Test
    void theLastHasNoEndSoThatOneOutlierDoesNotMakeOneBarOfAll() {
        assertThat(Bars.edges(3, 86_400)).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void areNeverMoreThanAChartCanShow() {
        for (long nearlyAll = 1; nearlyAll < 10_000_000_000L; nearlyAll = nearlyAll * 3 + 1) {
            List<Long> edges = Bars.edges(nearlyAll, nearlyAll * 2);
            assertThat(edges).hasSizeBetween(1, 21).isSorted().startsWith(0L);
            assertThat(edges.getLast()).isLessThanOrEqualTo(nearlyAll * 2);
        }
    }
}
