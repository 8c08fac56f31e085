package org.zhuqi.metrics.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** What texts have to keep to in a workbook. */
final class XlsxTexts {
    static final String LINK_COLOUR = "FF1F4E79";

    /** Characters of a cell, as Excel has them. */
    private static final int LONGEST = 32_767;

    private static final Pattern TAKEN_FOR_ESCAPED = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private XlsxTexts() {}

    /** @return the text as a reader will show it again: {@code _x0041_} would be read as A (ECMA-376, ST_Xstring) */
    static String fitting(String text) {
        String whole = TAKEN_FOR_ESCAPED.matcher(text).replaceAll("_x005F_");
        return whole.length() <= LONGEST ? whole : whole.substring(0, LONGEST - 1) + "…";
    }

    static String minute(Instant instant, ZoneId zone) {
        return MINUTE.format(instant.atZone(zone));
    }

    /** @return about how many digits wide it stands: a Chinese character takes two */
    static int width(String text) {
        return text.codePoints().map(point -> point < 0x2E80 ? 1 : 2).sum();
    }
}
