package org.zhuqi.directory.login.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 0",
        "4, 0",
        "5, 1",
        "6, 2",
        "7, 4",
        "8, 8",
        "9, 16",
        "10, 32",
        "11, 60",
        "12, 60",
        "2147483647, 60"
    })
    void restsTwiceAsLongEachTimeAndAtMostAnHour(int failures, long minutes) {
        assertThat(Backoff.after(failures)).isEqualTo(Duration.ofMinutes(minutes));
    }
}
