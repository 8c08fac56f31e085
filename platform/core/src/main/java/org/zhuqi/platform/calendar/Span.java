package org.zhuqi.platform.calendar;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long something may take, in the words of the rule that says so: "5 working days". */
public record Span(long amount, SpanUnit unit) {
    /** Far beyond any rule, near enough that no sum of working time overflows. */
    private static final long MOST = 100_000;

    private static final Pattern WORDS = Pattern.compile("(\\d+)\\s+(working|natural)\\s+(minute|hour|day)s?");

    public Span {
        if (amount < 0 || amount > MOST) {
            throw new IllegalArgumentException(
                    "A span is 0 to " + MOST + " " + unit.en() + ", and " + amount + " is outside of that.");
        }
    }

    /**
     * Reads "5 working days", "1 working day", "90 natural minutes", "24 natural hours".
     *
     * @throws IllegalArgumentException if the text is no such span; "24 hours" is none, because it does not say which hours
     */
    public static Span parse(String text) {
        Matcher words = WORDS.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!words.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is not a span of time. A span is a whole number, then"
                    + " working or natural, then minutes, hours or days: \"5 working days\", \"1 working day\","
                    + " \"90 natural minutes\", \"24 natural hours\".");
        }
        SpanUnit unit = SpanUnit.valueOf((words.group(2) + "_" + words.group(3)).toUpperCase(Locale.ROOT));
        return new Span(amount(words.group(1), unit), unit);
    }

    private static long amount(String digits, SpanUnit unit) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "A span is 0 to " + MOST + " " + unit.en() + ", and " + digits + " is outside of that.", e);
        }
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        return amount + " " + (amount == 1 ? unit.enSingular() : unit.en());
    }
}
