package org.zhuqi.dispatch.application.routing;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.dispatch.domain.routing.RoutingRule;
import org.zhuqi.dispatch.domain.routing.RoutingSettings;
import org.zhuqi.dispatch.postgres.routing.RoutingDocumentRows;
import org.zhuqi.dispatch.postgres.routing.RoutingDocumentRows.Document;
import org.zhuqi.dispatch.postgres.routing.RoutingDocumentRows.Kind;
import org.zhuqi.platform.json.Json;

/** What each district says about routing. A document is replaced whole, and every version stays. */
public final class Rulebook {
    private final RoutingDocumentRows rows;
    private final InstantSource now;

    public Rulebook(RoutingDocumentRows rows, InstantSource now) {
        this.rows = rows;
        this.now = now;
    }

    /** The body as it is kept. */
    private record Rules(List<RoutingRule> rules) {}

    /**
     * A version of a document.
     *
     * @param version 0 where nobody has said anything yet, with neither time nor account
     */
    public record Stored<T>(
            long version,
            T content,
            @Nullable Instant changedAt,
            @Nullable AccountId changedBy) {}

    /** What came of wanting to replace a document. */
    public sealed interface Replacing<T> {
        record Replaced<T>(Stored<T> stored) implements Replacing<T> {}

        /** @param version that it has now */
        record Stale<T>(long version) implements Replacing<T> {}
    }

    public Stored<List<RoutingRule>> rules(DistrictId district) {
        return rows.last(district, Kind.RULES)
                .map(Rulebook::rules)
                .orElseGet(() -> new Stored<>(0, List.of(), null, null));
    }

    public Stored<RoutingSettings> settings(DistrictId district) {
        return rows.last(district, Kind.SETTINGS)
                .map(document -> stored(document, Json.MAPPER.readValue(document.body(), RoutingSettings.class)))
                .orElseGet(() -> new Stored<>(0, RoutingSettings.DEFAULT, null, null));
    }

    /** The latest first. */
    public List<Stored<List<RoutingRule>>> versions(DistrictId district) {
        return rows.all(district, Kind.RULES).stream().map(Rulebook::rules).toList();
    }

    /** @param expected the version on which the caller decided */
    public Replacing<List<RoutingRule>> replaceRules(
            DistrictId district, long expected, List<RoutingRule> rules, AccountId by) {
        return put(district, Kind.RULES, expected, Json.MAPPER.writeValueAsString(new Rules(rules)), by)
                .<Replacing<List<RoutingRule>>>map(document -> new Replacing.Replaced<>(stored(document, rules)))
                .orElseGet(() -> new Replacing.Stale<>(rules(district).version()));
    }

    public Replacing<RoutingSettings> replaceSettings(
            DistrictId district, long expected, RoutingSettings settings, AccountId by) {
        return put(district, Kind.SETTINGS, expected, Json.MAPPER.writeValueAsString(settings), by)
                .<Replacing<RoutingSettings>>map(document -> new Replacing.Replaced<>(stored(document, settings)))
                .orElseGet(() -> new Replacing.Stale<>(settings(district).version()));
    }

    private Optional<Document> put(DistrictId district, Kind kind, long expected, String body, AccountId by) {
        Document document = new Document(expected + 1, body, now.instant().truncatedTo(ChronoUnit.MICROS), by);
        return rows.add(district, kind, document) ? Optional.of(document) : Optional.empty();
    }

    private static Stored<List<RoutingRule>> rules(Document document) {
        return stored(
                document, Json.MAPPER.readValue(document.body(), Rules.class).rules());
    }

    private static <T> Stored<T> stored(Document document, T content) {
        return new Stored<>(document.version(), content, document.changedAt(), document.changedBy());
    }
}
