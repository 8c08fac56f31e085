package org.zhuqi.metrics.report;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Names of a workbook's sheets, as Excel has them: 1 to 31 characters without {@code []:*?/\}, no apostrophe at either
 * end, not "History", no two alike however they are capitalised.
 */
final class SheetNames {
    private static final int LONGEST = 31;

    private final Set<String> taken = new HashSet<>(Set.of("history"));

    String next(String wanted) {
        String clean = clean(wanted);
        String name = cut(clean, LONGEST);
        for (int number = 2; !taken.add(name.toLowerCase(Locale.ROOT)); number++) {
            String suffix = " (%d)".formatted(number);
            name = cut(clean, LONGEST - suffix.length()) + suffix;
        }
        return name;
    }

    private static String clean(String wanted) {
        // An apostrophe within a name would have to be doubled wherever a formula or a filter names the sheet.
        String clean = wanted.replaceAll("[\\p{Cc}\\p{Cs}]+", " ")
                .replaceAll("[\\[\\]:*?/\\\\]", "-")
                .replace('\'', '’')
                .strip();
        return clean.isEmpty() ? "-" : clean;
    }

    private static String cut(String name, int length) {
        if (name.length() <= length) {
            return name;
        }
        int end = Character.isHighSurrogate(name.charAt(length - 1)) ? length - 1 : length;
        return name.substring(0, end).strip();
    }
}
