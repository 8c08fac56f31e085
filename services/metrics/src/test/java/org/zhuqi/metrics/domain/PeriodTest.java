package org.zhuqi.metrics.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PeriodTest {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    @ParameterizedTest
    @CsvSource({
        "2023-11-01, 2023-11-30, 2023-10-01, 2023-10-31",
        "2023-03-01, 2023-03-31, 2023-02-01, 2023-02-28",
        "2024-03-01, 2024-03-31, 2024-02-01, 2024-02-29",
        "2024-02-01, 2024-02-29, 2024-01-01, 2024-01-31",
        "2024-02-01, 2024-02-28, 2024-01-04, 2024-01-31",
        "2024-01-01, 2024-03-31, 2023-10-01, 2023-12-31",
        "2023-01-01, 2023-12-31, 2022-01-01, 2022-12-31",
        "2023-01-01, 2023-11-30, 2022-02-01, 2022-12-31",
        "2023-11-01, 2023-11-22, 2023-10-10, 2023-10-31",
        "2023-11-20, 2023-11-26, 2023-11-13, 2023-11-19",
        "2024-03-01, 2024-03-01, 2024-02-29, 2024-02-29"
    })
    void thePeriodBeforeIsAsLongAndWholeMonthsGoByTheCalendar(
            LocalDate first, LocalDate last, LocalDate firstBefore, LocalDate lastBefore) {
        assertThat(Comparison.PREVIOUS.before(new Period(first, last))).isEqualTo(new Period(firstBefore, lastBefore));
    }

    @ParameterizedTest
    @CsvSource({
        "2023-11-01, 2023-11-30, 2022-11-01, 2022-11-30",
        "2025-02-01, 2025-02-28, 2024-02-01, 2024-02-29",
        "2024-02-01, 2024-02-29, 2023-02-01, 2023-02-28",
        "2025-02-10, 2025-02-28, 2024-02-10, 2024-02-28",
        "2024-02-29, 2024-02-29, 2023-02-28, 2023-02-28"
    })
    void aYearBeforeIsTheSameDays(LocalDate first, LocalDate last, LocalDate firstBefore, LocalDate lastBefore) {
        assertThat(Comparison.YEAR.before(new Period(first, last))).isEqualTo(new Period(firstBefore, lastBefore));
    }

    @ParameterizedTest
    @CsvSource({
        // within the period: by the calendar
        "PREVIOUS, 2023-11-01, 2023-11-30, 2023-11-22T10:00:00+08:00, 2023-10-22T10:00:00+08:00",
        "PREVIOUS, 2023-03-01, 2023-03-31, 2023-03-30T10:00:00+08:00, 2023-02-28T10:00:00+08:00",
        "PREVIOUS, 2023-04-01, 2023-06-30, 2023-05-31T10:00:00+08:00, 2023-02-28T10:00:00+08:00",
        "PREVIOUS, 2023-11-20, 2023-11-26, 2023-11-22T10:00:00+08:00, 2023-11-15T10:00:00+08:00",
        // its last day, and behind it: as many days behind the other's last day
        "PREVIOUS, 2023-11-01, 2023-11-30, 2023-11-30T23:59:59.999999+08:00, 2023-10-31T23:59:59.999999+08:00",
        "PREVIOUS, 2023-11-01, 2023-11-30, 2023-12-10T10:00:00+08:00, 2023-11-10T10:00:00+08:00",
        "PREVIOUS, 2023-02-01, 2023-02-28, 2023-03-01T00:00:00+08:00, 2023-02-01T00:00:00+08:00",
        "YEAR, 2024-02-01, 2024-02-29, 2024-02-29T18:00:00+08:00, 2023-02-28T18:00:00+08:00",
        "YEAR, 2023-11-01, 2023-11-30, 2023-11-22T10:00:00+08:00, 2022-11-22T10:00:00+08:00",
        // before it
        "PREVIOUS, 2023-11-01, 2023-11-30, 2023-10-15T10:00:00+08:00, 2023-09-15T10:00:00+08:00"
    })
    void theCutOffMovesWithItsPeriod(Comparison by, LocalDate first, LocalDate last, String at, String before) {
        assertThat(by.before(OffsetDateTime.parse(at).toInstant(), new Period(first, last), CHINA))
                .isEqualTo(OffsetDateTime.parse(before).toInstant());
    }

    /** China had summer time from 1986 to 1991. */
    @Test
    void aDayOfTheChangeOfTheClocksIsAsLongAsItWas() {
        Period day = new Period(LocalDate.of(1987, 4, 12), LocalDate.of(1987, 4, 12));
        assertThat(java.time.Duration.between(day.from(CHINA), day.to(CHINA)).toHours())
                .isEqualTo(23);
        Period usual = new Period(LocalDate.of(2023, 4, 12), LocalDate.of(2023, 4, 12));
        assertThat(usual.from(CHINA)).isEqualTo(Instant.parse("2023-04-11T16:00:00Z"));
        assertThat(usual.to(CHINA)).isEqualTo(Instant.parse("2023-04-12T16:00:00Z"));
    }

    @Test
    void aPeriodDoesNotEndBeforeItBegins() {
        assertThatThrownBy(() -> new Period(LocalDate.of(2023, 1, 2), LocalDate.of(2023, 1, 1)))
                .hasMessage("ends on 2023-01-01, before it begins on 2023-01-02");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DAY     | 2023-02-27 | 2023-03-01 | 2023-02-27..2023-02-27 2023-02-28..2023-02-28 2023-03-01..2023-03-01
            WEEK    | 2023-11-15 | 2023-11-28 | 2023-11-15..2023-11-19 2023-11-20..2023-11-26 2023-11-27..2023-11-28
            WEEK    | 2023-11-20 | 2023-11-26 | 2023-11-20..2023-11-26
            MONTH   | 2023-01-31 | 2023-03-01 | 2023-01-31..2023-01-31 2023-02-01..2023-02-28 2023-03-01..2023-03-01
            QUARTER | 2023-02-10 | 2023-07-01 | 2023-02-10..2023-03-31 2023-04-01..2023-06-30 2023-07-01..2023-07-01
            YEAR    | 2022-12-31 | 2023-01-01 | 2022-12-31..2022-12-31 2023-01-01..2023-01-01
            """)
    void stretchesAreThoseOfTheCalendarClippedToThePeriod(
            Stride stride, LocalDate first, LocalDate last, String stretches) {
        assertThat(stride.of(new Period(first, last), 400))
                .extracting(it -> it.first() + ".." + it.last())
                .containsExactly(stretches.split(" "));
    }

    @Test
    void noMoreStretchesAreMadeThanAskedFor() {
        assertThat(Stride.DAY.of(new Period(LocalDate.EPOCH, LocalDate.of(2999, 12, 31)), 401))
                .hasSize(401);
    }
}
