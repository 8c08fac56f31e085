package org.zhuqi.notification.application;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.notification.domain.RuleBook;
import org.zhuqi.notification.postgres.RuleBookRows;
import org.zhuqi.notification.postgres.RuleBookRows.Stored;
import org.zhuqi.platform.json.Json;
import tools.jackson.databind.DeserializationFeature;

/** The rules in force: a district's own, or those that ship, which are version 0. */
public final class RuleBooks {
    private static final String SHIPPED = "/org/zhuqi/notification/rules.yaml";

    private final RuleBookRows rows;
    private final RuleBook shipped;
    private final Map<DistrictId, Stored> known = new ConcurrentHashMap<>();

    public RuleBooks(RuleBookRows rows) {
        this.rows = rows;
        this.shipped = readShipped();
    }

    /** @throws IllegalStateException if what ships could not come into force */
    static RuleBook readShipped() {
        try (InputStream yaml = Objects.requireNonNull(RuleBooks.class.getResourceAsStream(SHIPPED), SHIPPED)) {
            Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
            RuleBook book = Json.MAPPER
                    .readerFor(RuleBook.class)
                    .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(Json.MAPPER.writeValueAsString(document));
            if (!book.faults().isEmpty()) {
                throw new IllegalStateException("%s: %s".formatted(SHIPPED, book.faults()));
            }
            return book;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RuleBook shipped() {
        return shipped;
    }

    /** The rules as the database has them at this moment. */
    public Stored inForce(DistrictId district) {
        long version = rows.version(district);
        if (version == 0) {
            return new Stored(0, shipped);
        }
        return Objects.requireNonNull(known.compute(
                district,
                (id, stored) -> stored != null && stored.version() == version
                        ? stored
                        : rows.latest(district).orElseThrow()));
    }

    public @Nullable RuleBook version(DistrictId district, long version) {
        return version == 0 ? shipped : rows.of(district, version).orElse(null);
    }

    public List<RuleBookRows.Version> versions(DistrictId district) {
        return rows.versions(district);
    }

    /** @return false if the district's rules have another version by now */
    public boolean replace(DistrictId district, long on, RuleBook book, Instant at, AccountId by) {
        return rows.version(district) == on && rows.add(district, on + 1, book, at, by);
    }
}
