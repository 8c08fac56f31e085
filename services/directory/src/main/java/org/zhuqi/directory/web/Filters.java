package org.zhuqi.directory.web;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.directory.application.Listing;
import org.zhuqi.platform.web.Bodies;
import org.zhuqi.platform.web.Page;
import org.zhuqi.platform.web.Parameters;

/** What a list is narrowed down to. A parameter is called as the field that it narrows. */
final class Filters {
    private final @Nullable DistrictId district;
    private final Map<Listing.Field, String> equal = new EnumMap<>(Listing.Field.class);
    private Listing.@Nullable Only only;

    /** @param district null: all districts */
    Filters(@Nullable DistrictId district) {
        this.district = district;
    }

    <T> Filters by(Listing.Field field, @Nullable String text, Function<String, T> reader, String example) {
        T value = Parameters.optional(field.column(), text, reader, example);
        if (value != null) {
            equal.put(field, value.toString());
        }
        return this;
    }

    Filters only(Listing.@Nullable Only which) {
        only = which;
        return this;
    }

    Listing listing(@Nullable String q, @Nullable String active, @Nullable String cursor, int limit) {
        return new Listing(
                district,
                Bodies.text(q),
                Parameters.optional("active", active, Parameters::flag, "true or false"),
                equal,
                only,
                position(cursor),
                limit);
    }

    private static Listing.@Nullable Position position(@Nullable String cursor) {
        List<String> parts = Page.position(cursor, 2);
        return parts == null ? null : new Listing.Position(parts.getFirst(), parts.getLast());
    }
}
