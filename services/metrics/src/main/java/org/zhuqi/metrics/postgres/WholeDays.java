package org.zhuqi.metrics.postgres;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.zhuqi.metrics.application.Question;

/**
 * The days of {@code metrics.day} that lie within a period, and before the cut-off, as a whole.
 *
 * @param behind the first that does not
 */
record WholeDays(LocalDate first, LocalDate behind) {
    /** Of fewer it is no more work to read what happened on them. */
    private static final int LEAST = 14;

    static Optional<WholeDays> of(Question question) {
        Instant end = question.to().isBefore(question.at()) ? question.to() : question.at();
        Instant begun = question.from().truncatedTo(ChronoUnit.DAYS);
        LocalDate first = day(begun).plusDays(begun.equals(question.from()) ? 0 : 1);
        LocalDate behind = day(end);
        return first.plusDays(LEAST).isAfter(behind) ? Optional.empty() : Optional.of(new WholeDays(first, behind));
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    Instant begin() {
        return first.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    Instant end() {
        return behind.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
