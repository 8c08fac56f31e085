package org.zhuqi.metrics.report;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;

/** What stands in one place of a table: a value, not its looks. */
public sealed interface Cell {
    /** What a person wrote. It is never worked out as a formula, whatever it begins with. */
    record Text(String text) implements Cell {}

    /** What the system says. */
    record Said(Sentence sentence) implements Cell {}

    record Count(long count) implements Cell {}

    /** A number that isn't counted, such as a mean; shown with as many decimals as it has. */
    record Amount(BigDecimal amount) implements Cell {}

    /**
     * A part of a whole.
     *
     * @param percent as it is printed: rounded or truncated by the figure's own rule, which a spreadsheet would not know;
     *     null if there is nothing to divide by
     */
    record Ratio(long numerator, long denominator, @Nullable BigDecimal percent) implements Cell {
        public Ratio {
            if ((denominator == 0) != (percent == null)) {
                throw new IllegalArgumentException(
                        "%d of %d is not %s per cent".formatted(numerator, denominator, percent));
            }
        }
    }

    record Moment(Instant instant) implements Cell {}

    record Day(LocalDate date) implements Cell {}

    record Span(Duration duration) implements Cell {}

    /** @param target absolute, because a file has no address of its own */
    record Link(String text, URI target) implements Cell {
        public Link {
            if (!target.isAbsolute()) {
                throw new IllegalArgumentException("a link from a file must be absolute: " + target);
            }
        }
    }

    /** Nothing is known, or nothing applies; not the same as zero. */
    record Blank() implements Cell {}

    static Cell text(String text) {
        return new Text(text);
    }

    static Cell count(long count) {
        return new Count(count);
    }

    static Cell blank() {
        return new Blank();
    }
}
