package org.zhuqi.contracts.id;

import java.util.regex.Pattern;

/** A unit that takes tickets: department, public utility, bank or research team. */
public record UnitId(String value) implements Identifier {
    public static final String PATTERN = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    /** @throws IllegalArgumentException if the text does not match {@link #PATTERN} */
    public UnitId {
        Identifier.check("UnitId", COMPILED, value);
    }

    private static final Pattern COMPILED = Pattern.compile(PATTERN);

    public static UnitId of(String text) {
        return new UnitId(text);
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
