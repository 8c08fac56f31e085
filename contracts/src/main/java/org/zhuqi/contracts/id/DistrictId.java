package org.zhuqi.contracts.id;

import java.util.regex.Pattern;

/** A district (区县), the tenant. Two to six capital letters, such as {@code QT}; the prefix of its ticket numbers. */
public record DistrictId(String value) implements Identifier {
    public static final String PATTERN = "[A-Z]{2,6}";

    /** @throws IllegalArgumentException if the text does not match {@link #PATTERN} */
    public DistrictId {
        Identifier.check("DistrictId", COMPILED, value);
    }

    private static final Pattern COMPILED = Pattern.compile(PATTERN);

    public static DistrictId of(String text) {
        return new DistrictId(text);
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
