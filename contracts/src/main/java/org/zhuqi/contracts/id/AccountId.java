package org.zhuqi.contracts.id;

import java.util.regex.Pattern;

/** An account. Never a name: names live in {@code directory} alone, so that a person can be erased and the log stays. */
public record AccountId(String value) implements Identifier {
    public static final String PATTERN = "[A-Za-z0-9][A-Za-z0-9._@-]{0,63}";

    /** @throws IllegalArgumentException if the text does not match {@link #PATTERN} */
    public AccountId {
        Identifier.check("AccountId", COMPILED, value);
    }

    private static final Pattern COMPILED = Pattern.compile(PATTERN);

    public static AccountId of(String text) {
        return new AccountId(text);
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
