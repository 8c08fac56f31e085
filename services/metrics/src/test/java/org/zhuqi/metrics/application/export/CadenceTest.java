package org.zhuqi.metrics.application.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhuqi.metrics.application.export.Cadence.Period;

final class CadenceTest {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final LocalTime EIGHT = LocalTime.of(8, 0);

    @ParameterizedTest
    @CsvSource({
        "1,  2023-11-30T23:59:59Z, 2023-12-01T00:00:00Z",
        "1,  2023-12-01T00:00:00Z, 2024-01-01T00:00:00Z",
        "28, 2023-02-27T23:59:59Z, 2023-02-28T00:00:00Z",
        "28, 2024-01-31T00:00:00Z, 2024-02-28T00:00:00Z",
        // In China it is the first of the month already.
        "1,  2023-11-30T16:30:00Z, 2023-12-01T00:00:00Z",
        "15, 2023-12-20T00:00:00Z, 2024-01-15T00:00:00Z"
    })
    void aMonthComesRound(int day, Instant after, Instant next) {
        assertThat(new Cadence.Monthly(day, EIGHT).next(after, CHINA)).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({
        "MONDAY, 2023-11-19T23:59:59Z, 2023-11-20T00:00:00Z",
        "MONDAY, 2023-11-20T00:00:00Z, 2023-11-27T00:00:00Z",
        "SUNDAY, 2023-11-20T00:00:00Z, 2023-11-26T00:00:00Z",
        "SUNDAY, 2023-12-31T00:00:00Z, 2024-01-07T00:00:00Z"
    })
    void aWeekComesRound(DayOfWeek weekday, Instant after, Instant next) {
        assertThat(new Cadence.Weekly(weekday, EIGHT).next(after, CHINA)).isEqualTo(next);
    }

    @Test
    void itIsOfTheLastWholePeriod() {
        assertThat(new Cadence.Monthly(28, EIGHT).before(LocalDate.of(2024, 3, 28)))
                .isEqualTo(new Period(LocalDate.of(2024, 2, 1), LocalDate.of(2024, 2, 29)));
        assertThat(new Cadence.Weekly(DayOfWeek.SUNDAY, EIGHT).before(LocalDate.of(2024, 1, 7)))
                .isEqualTo(new Period(LocalDate.of(2023, 12, 25), LocalDate.of(2023, 12, 31)));
    }

    @Test
    void everyMonthHasItsDay() {
        assertThatThrownBy(() -> new Cadence.Monthly(29, EIGHT)).hasMessage("1 to 28, not 29");
        assertThatThrownBy(() -> new Cadence.Monthly(0, EIGHT)).hasMessage("1 to 28, not 0");
    }

    @ParameterizedTest
    @CsvSource({
        "2023-01-01, 2023-11-30, 2023年1月至11月, 2023-01至2023-11",
        "2023-01-01, 2023-12-31, 2023年, 2023-01至2023-12",
        "2022-12-01, 2023-02-28, 2022年12月至2023年2月, 2022-12至2023-02",
        "2024-02-01, 2024-02-29, 2024年2月, 2024-02",
        "2024-02-01, 2024-02-28, 2024年2月1日至2月28日, 2024-02-01至2024-02-28",
        "2024-02-01, 2024-02-01, 2024年2月1日, 2024-02-01"
    })
    void aPeriodIsCalledByItsMonthsIfItIsWholeMonths(LocalDate from, LocalDate to, String words, String name) {
        assertThat(new PeriodWords(from, to).words().zh()).isEqualTo(words);
        assertThat(new PeriodWords(from, to).inNames().zh()).isEqualTo(name);
    }
}
