package org.zhuqi.metrics.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.zhuqi.metrics.application.Counting.GroupValue;
import org.zhuqi.metrics.application.Counting.Value;
import org.zhuqi.metrics.application.Ranking.Order;
import org.zhuqi.metrics.application.Ranking.Place;
import org.zhuqi.metrics.application.Ranking.Ranked;
import org.zhuqi.metrics.domain.Direction;

final class RankingTest {
    private static final List<GroupValue> SHARES = List.of(
            group("", 30, 40L),
            group("a", 9, 9L),
            group("b", 20, 40L),
            group("c", 39, 40L),
            group("d", 10, 20L),
            group("e", 0, 0L),
            group("f", 8, 40L));

    @Test
    void equalSharesHaveOneRankAndTheNextIsCountedOn() {
        Ranked ranked = Ranking.of(SHARES, Direction.HIGHER_IS_BETTER, Order.BEST, 10);
        assertThat(shown(ranked)).containsExactly("1 c", "2 b", "2 d", "4 f", "- ", "- a small", "- e small");
        assertThat(ranked.distinct()).isTrue();
    }

    @Test
    void theWorstFirstIsTheOtherWayRound() {
        assertThat(shown(Ranking.of(SHARES, Direction.HIGHER_IS_BETTER, Order.WORST, 10)))
                .containsExactly("1 f", "2 b", "2 d", "4 c", "- ", "- a small", "- e small");
        assertThat(shown(Ranking.of(SHARES, Direction.LOWER_IS_BETTER, Order.BEST, 10)))
                .startsWith("1 f", "2 b");
        assertThat(shown(Ranking.of(SHARES, Direction.NEUTRAL, Order.BEST, 10))).startsWith("1 c", "2 b");
    }

    @Test
    void ofNothingIsNotRankedEvenIfFewAreEnough() {
        assertThat(shown(Ranking.of(SHARES, Direction.HIGHER_IS_BETTER, Order.BEST, 1)))
                .containsExactly("1 a", "2 c", "3 b", "3 d", "5 f", "- ", "- e small");
    }

    @Test
    void whatMayBeChanceIsToldFromWhatIsNot() {
        List<GroupValue> near = List.of(group("a", 10, 12L), group("b", 9, 12L));
        assertThat(Ranking.of(near, Direction.HIGHER_IS_BETTER, Order.BEST, 10).distinct())
                .isFalse();
        assertThat(Ranking.of(near, Direction.HIGHER_IS_BETTER, Order.WORST, 10).distinct())
                .isFalse();
        assertThat(Ranking.of(near.subList(0, 1), Direction.HIGHER_IS_BETTER, Order.BEST, 10)
                        .distinct())
                .isNull();
        assertThat(Ranking.of(List.of(), Direction.HIGHER_IS_BETTER, Order.BEST, 10))
                .isEqualTo(new Ranked(List.of(), null));
    }

    @Test
    void countsGoByTheirNumber() {
        List<GroupValue> counts = List.of(group("a", 3, null), group("b", 7, null), group("", 9, null));
        Ranked ranked = Ranking.of(counts, Direction.LOWER_IS_BETTER, Order.BEST, 10);
        assertThat(shown(ranked)).containsExactly("1 a", "2 b", "- ");
        assertThat(ranked.distinct()).isNull();
        assertThat(ranked.places()).extracting(Place::interval).containsOnlyNulls();
    }

    private static GroupValue group(String name, long numerator, @Nullable Long denominator) {
        return new GroupValue(List.of(name), new Value(numerator, denominator));
    }

    private static List<String> shown(Ranked ranked) {
        return ranked.places().stream()
                .map(it -> (it.rank() == null ? "-" : it.rank()) + " " + it.name() + (it.small() ? " small" : ""))
                .toList();
    }
}
