package org.zhuqi.notification.webhook.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(5), Duration.ofHours(6), Duration.ofDays(3), Duration.ofMinutes(1));
    /** Neither more nor less. */
    private static final RandomGenerator IN_THE_MIDDLE = new Random() {
        private static final long serialVersionUID = 1L;

        @Override
        public double nextDouble() {
            return 0.5;
        }
    };

    @Test
    void growsFromSecondsToHours() {
        assertThat(PATIENCE.pause(1, IN_THE_MIDDLE)).isEqualTo(Duration.ofSeconds(5));
        assertThat(PATIENCE.pause(2, IN_THE_MIDDLE)).isEqualTo(Duration.ofSeconds(20));
        assertThat(PATIENCE.pause(5, IN_THE_MIDDLE)).isEqualTo(Duration.ofSeconds(1280));
        assertThat(PATIENCE.pause(8, IN_THE_MIDDLE)).isEqualTo(Duration.ofHours(6));
        assertThat(PATIENCE.pause(1_000_000, IN_THE_MIDDLE)).isEqualTo(Duration.ofHours(6));
    }

    @Test
    void variesByAFifth() {
        Random random = new Random(1);

        assertThat(random.doubles(1_000).boxed().map(any -> PATIENCE.pause(2, random)))
                .allMatch(pause ->
                        pause.compareTo(Duration.ofSeconds(16)) >= 0 && pause.compareTo(Duration.ofSeconds(24)) <= 0)
                .anyMatch(pause -> pause.compareTo(Duration.ofSeconds(18)) < 0)
                .anyMatch(pause -> pause.compareTo(Duration.ofSeconds(22)) > 0);
    }

    @Test
    void asksAReceiverAgainWithinAMinute() {
        assertThat(PATIENCE.rest(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(PATIENCE.rest(4)).isEqualTo(Duration.ofSeconds(8));
        assertThat(PATIENCE.rest(40)).isEqualTo(Duration.ofMinutes(1));
    }
}
