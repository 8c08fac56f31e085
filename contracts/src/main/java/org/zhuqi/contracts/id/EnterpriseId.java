package org.zhuqi.contracts.id;

import java.util.regex.Pattern;

/** An enterprise, as {@code directory} knows it. */
public record EnterpriseId(String value) implements Identifier {
    public static final String PATTERN = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    /** @throws IllegalArgumentException if the text does not match {@link #PATTERN} */
    public EnterpriseId {
        Identifier.check("EnterpriseId", COMPILED, value);
    }

    private static final Pattern COMPILED = Pattern.compile(PATTERN);

    public static EnterpriseId of(String text) {
        return new EnterpriseId(text);
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
