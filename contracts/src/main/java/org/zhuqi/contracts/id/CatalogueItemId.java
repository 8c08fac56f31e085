package org.zhuqi.contracts.id;

import java.util.regex.Pattern;

/** An item of the menu (点单菜单): a problem category or an orderable service. */
public record CatalogueItemId(String value) implements Identifier {
    public static final String PATTERN = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    /** @throws IllegalArgumentException if the text does not match {@link #PATTERN} */
    public CatalogueItemId {
        Identifier.check("CatalogueItemId", COMPILED, value);
    }

    private static final Pattern COMPILED = Pattern.compile(PATTERN);

    public static CatalogueItemId of(String text) {
        return new CatalogueItemId(text);
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
