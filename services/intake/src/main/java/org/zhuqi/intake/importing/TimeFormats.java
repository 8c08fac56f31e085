package org.zhuqi.intake.importing;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the log writes times, tried in order, and the zone of those that name none. */
record TimeFormats(List<TimeFormat> formats, ZoneId zone) {

    /** One way of writing a time: a pattern of {@link DateTimeFormatter}, or one of the names below. */
    sealed interface TimeFormat {
        record EpochSeconds() implements TimeFormat {}

        record EpochMillis() implements TimeFormat {}

        record Pattern(DateTimeFormatter formatter) implements TimeFormat {}

        /** @throws IllegalArgumentException if it is neither a name nor a pattern */
        static TimeFormat of(String text) {
            return switch (text) {
                case "iso" -> new Pattern(DateTimeFormatter.ISO_DATE_TIME);
                case "epoch-seconds" -> new EpochSeconds();
                case "epoch-millis" -> new EpochMillis();
                default -> new Pattern(pattern(text));
            };
        }

        // Strict, so that a 30th of February is reported and not moved; the era lets yyyy stand for uuuu.
        private static DateTimeFormatter pattern(String text) {
            return new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(text)
                    .parseDefaulting(ChronoField.ERA, 1)
                    .toFormatter(Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT);
        }
    }

    Optional<Instant> parse(String text) {
        return formats.stream().flatMap(format -> parse(format, text).stream()).findFirst();
    }

    LocalDate dateOf(Instant time) {
        return time.atZone(zone).toLocalDate();
    }

    private Optional<Instant> parse(TimeFormat format, String text) {
        try {
            return Optional.of(
                    switch (format) {
                        case TimeFormat.EpochSeconds seconds -> Instant.ofEpochSecond(Long.parseLong(text));
                        case TimeFormat.EpochMillis millis -> Instant.ofEpochMilli(Long.parseLong(text));
                        case TimeFormat.Pattern pattern ->
                            instant(pattern.formatter()
                                    .parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from));
                    });
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private Instant instant(TemporalAccessor parsed) {
        return switch (parsed) {
            case ZonedDateTime zoned -> zoned.toInstant();
            case LocalDateTime local -> local.atZone(zone).toInstant();
            case LocalDate date -> date.atStartOfDay(zone).toInstant();
            default -> throw new IllegalStateException("parseBest gives one of the three");
        };
    }
}
