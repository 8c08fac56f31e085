package org.zhuqi.contracts.id;

import java.util.regex.Pattern;

/**
 * From which network something was sent: a keyed hash of the address, the same for the same network on the same day in the
 * same district, and otherwise nothing that could be compared. The address cannot be had from it.
 */
public record Origin(String value) implements Identifier {
    public static final String PATTERN = "[0-9a-f]{32}";

    /** @throws IllegalArgumentException if the text does not match {@link #PATTERN} */
    public Origin {
        Identifier.check("Origin", COMPILED, value);
    }

    private static final Pattern COMPILED = Pattern.compile(PATTERN);

    public static Origin of(String text) {
        return new Origin(text);
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
