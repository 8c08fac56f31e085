package org.zhuqi.metrics.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WilsonIntervalTest {
    /** The first four as R. G. Newcombe prints them, Statistics in Medicine 17 (1998), 857–872, table I, method 3. */
    @ParameterizedTest
    @CsvSource({
        "81, 263, 0.2553, 0.3662",
        "15, 148, 0.0624, 0.1605",
        "0, 20, 0, 0.1611",
        "1, 29, 0.0061, 0.1718",
        "5, 10, 0.2366, 0.7634",
        "10, 10, 0.7225, 1",
        "1, 1, 0.2065, 1"
    })
    void isAsWilsonSays(long numerator, long denominator, double low, double high) {
        WilsonInterval interval = WilsonInterval.of(numerator, denominator);
        assertThat(interval.low()).isCloseTo(low, within(0.00005));
        assertThat(interval.high()).isCloseTo(high, within(0.00005));
    }

    @Test
    void holdsTheShareItselfAndLooksTheSameFromTheOtherSide() {
        for (long denominator = 1; denominator <= 60; denominator++) {
            for (long numerator = 0; numerator <= denominator; numerator++) {
                WilsonInterval interval = WilsonInterval.of(numerator, denominator);
                WilsonInterval rest = WilsonInterval.of(denominator - numerator, denominator);
                double share = (double) numerator / denominator;
                assertThat(interval.low()).isBetween(0.0, share);
                assertThat(interval.high()).isBetween(share, 1.0);
                assertThat(rest.low()).isCloseTo(1 - interval.high(), within(1e-12));
            }
        }
    }

    @Test
    void intervalsThatTouchOverlap() {
        assertThat(new WilsonInterval(0.1, 0.2).overlaps(new WilsonInterval(0.2, 0.3)))
                .isTrue();
        assertThat(new WilsonInterval(0.1, 0.2).overlaps(new WilsonInterval(0.21, 0.3)))
                .isFalse();
        assertThat(new WilsonInterval(0.21, 0.3).overlaps(new WilsonInterval(0.1, 0.2)))
                .isFalse();
    }

    @Test
    void ofNothingThereIsNone() {
        assertThatThrownBy(() -> WilsonInterval.of(0, 0)).hasMessage("0 of 0 is no share");
        assertThatThrownBy(() -> WilsonInterval.of(2, 1)).hasMessage("2 of 1 is no share");
    }
}
