package org.zhuqi.directory.application;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;

/**
 * What is asked for in a list; null asks for nothing in particular.
 *
 * @param district null: of all districts
 * @param q part of a name, and what else the kind is searched by
 * @param equal values that columns must have
 * @param only ids or, where a list is of one officer's enterprises, whose they are
 * @param after where the page before ended
 */
public record Listing(
        @Nullable DistrictId district,
        @Nullable String q,
        @Nullable Boolean active,
        Map<Field, String> equal,
        @Nullable Only only,
        @Nullable Position after,
        int limit) {

    /** By which entries can be narrowed down. */
    public enum Field {
        KIND,
        CHAIN,
        PLACE,
        SIZE,
        ROLE,
        UNIT,
        ENTERPRISE;

        public String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public sealed interface Only {
        record Id(String id) implements Only {}

        record LookedAfterBy(AccountId officer) implements Only {}

        record LookingAfter(String enterprise) implements Only {}
    }

    /** What the last entry of a page stands at. */
    public record Position(String value, String id) {}

    public static Listing of(DistrictId district, int limit) {
        return new Listing(district, null, null, Map.of(), null, null, limit);
    }
}
