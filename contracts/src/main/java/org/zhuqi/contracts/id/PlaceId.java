package org.zhuqi.contracts.id;

import java.util.regex.Pattern;

/** A town or park, for routing by location. */
public record PlaceId(String value) implements Identifier {
    public static final String PATTERN = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    /** @throws IllegalArgumentException if the text does not match {@link #PATTERN} */
    public PlaceId {
        Identifier.check("PlaceId", COMPILED, value);
    }

    private static final Pattern COMPILED = Pattern.compile(PATTERN);

    public static PlaceId of(String text) {
        return new PlaceId(text);
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
