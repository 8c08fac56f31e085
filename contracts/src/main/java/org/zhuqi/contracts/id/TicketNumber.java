package org.zhuqi.contracts.id;

import java.util.regex.Pattern;

/** What people call a ticket: district, year of its submission in the district's time zone, counter without gaps, as in {@code QT-2023-000042}. */
public record TicketNumber(String value) implements Identifier {
    public static final String PATTERN = "[A-Z]{2,6}-[0-9]{4}-[0-9]{6,9}";

    /** @throws IllegalArgumentException if the text does not match {@link #PATTERN} */
    public TicketNumber {
        Identifier.check("TicketNumber", COMPILED, value);
    }

    private static final Pattern COMPILED = Pattern.compile(PATTERN);

    public static TicketNumber of(String text) {
        return new TicketNumber(text);
    }

    @Override
    public String text() {
        return value;
    }

    @Override
    public String toString() {
        return value;
    }
}
