package org.zhuqi.contracts.id;

import java.util.regex.Pattern;

/** An industry chain (产业链). */
public record ChainId(String value) implements Identifier {
    public static final String PATTERN = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    /** @throws IllegalArgumentException if the text does not match {@link #PATTERN} */
    public ChainId {
        Identifier.check("ChainId", COMPILED, value);
    }

    private static final Pattern COMPILED = Pattern.compile(PATTERN);

    public static ChainId of(String text) {
        return new ChainId(text);
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
