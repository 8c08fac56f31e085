package org.zhuqi.metrics.report.pdf;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.zhuqi.metrics.report.Cell;
import org.zhuqi.metrics.report.ReportLanguage;

/**
 * A cell as it is printed.
 *
 * @param beside what a per cent was worked out from; empty for any other cell
 */
record Printed(String text, String beside, @Nullable URI link) {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final String NOTHING = "–";

    private Printed(String text) {
        this(text, "", null);
    }

    static Printed of(Cell cell, ReportLanguage language, ZoneId zone) {
        return switch (cell) {
            case Cell.Text text -> new Printed(text.text());
            case Cell.Said said -> new Printed(language.of(said.sentence()));
            case Cell.Count count -> new Printed(grouped(count.count()));
            case Cell.Amount amount -> new Printed(number(amount.amount()));
            case Cell.Ratio ratio ->
                new Printed(
                        ratio.percent() == null ? NOTHING : number(ratio.percent()) + "%",
                        grouped(ratio.numerator()) + "/" + grouped(ratio.denominator()),
                        null);
            case Cell.Moment moment -> new Printed(minute(moment.instant(), zone));
            case Cell.Day day -> new Printed(day.date().toString());
            case Cell.Span span -> new Printed(span(span.duration(), language));
            case Cell.Link link -> new Printed(link.text(), "", link.target());
            case Cell.Blank ignored -> new Printed(NOTHING);
        };
    }

    static String minute(Instant instant, ZoneId zone) {
        return MINUTE.format(instant.atZone(zone));
    }

    /** @return with all the decimals that the number has, zeros at its end too */
    static String number(BigDecimal number) {
        return String.format(Locale.ROOT, "%,." + Math.max(0, number.scale()) + "f", number);
    }

    private static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String span(Duration duration, ReportLanguage language) {
        Duration size = duration.abs();
        String text;
        if (size.toDays() > 0) {
            text = language.of("%d d %d h", "%d天%d小时").formatted(size.toDays(), size.toHoursPart());
        } else {
            text = language.of("%d h %d min", "%d小时%d分").formatted(size.toHours(), size.toMinutesPart());
        }
        return duration.isNegative() ? "-" + text : text;
    }
}
