package org.zhuqi.platform.security;

/** The claims of an access token beside the standard ones ({@code sub} is the account). */
public final class Claims {
    public static final String ROLE = "role";
    public static final String DISTRICT = "district";
    public static final String ENTERPRISE = "enterprise";
    public static final String UNIT = "unit";
    public static final String CHAIN = "chain";
    public static final String PLACE = "place";
    /** True or absent. */
    public static final String ALL_DISTRICTS = "all_districts";
    /** A list. */
    public static final String LOOKS_AFTER = "looks_after";

    private Claims() {}
}
