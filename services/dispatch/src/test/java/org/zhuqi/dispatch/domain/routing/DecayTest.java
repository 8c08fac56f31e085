package org.zhuqi.dispatch.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.zhuqi.dispatch.domain.routing.Cases.NOW;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class DecayTest {
    @Test
    void anOldCaseIsWorthHalfWithEachHalfLife() {
        Instant old = NOW.minus(Decay.HALF_LIFE);
        Tally kept = Tally.NOTHING.plus(1, 0, Decay.grown(NOW)).plus(1, 0, Decay.grown(old));
        assertThat(kept.times(Decay.present(NOW)).solvedWorth()).isCloseTo(1.5, within(1e-9));
        assertThat(kept.solved()).isEqualTo(2);
    }

    @Test
    void whatIsTakenAwayLeavesNothing() {
        Tally kept = Tally.NOTHING.plus(1, 0, Decay.grown(NOW)).plus(-1, 0, Decay.grown(NOW));
        assertThat(kept).isEqualTo(Tally.NOTHING);
    }

    @Test
    void itHoldsForDecades() {
        Instant late = Instant.parse("2060-01-01T00:00:00Z");
        assertThat(Tally.NOTHING
                        .plus(1, 0, Decay.grown(late))
                        .times(Decay.present(late))
                        .solvedWorth())
                .isCloseTo(1, within(1e-9));
    }
}
