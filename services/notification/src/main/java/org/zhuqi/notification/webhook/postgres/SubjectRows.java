package org.zhuqi.notification.webhook.postgres;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.notification.webhook.domain.Named;

/** {@code notification.webhook_subject}. */
public final class SubjectRows {
    private final JdbcClient db;

    public SubjectRows(JdbcClient db) {
        this.db = db;
    }

    /** @param version the sequence of the last event that is counted in */
    public record Known(UUID about, long version, Named named) {}

    public Map<UUID, Known> find(String topic, Collection<UUID> about) {
        return query(topic, about, "");
    }

    /** Locked until the transaction ends, in the order of the ids, so that two writers never wait for each other. */
    public Map<UUID, Known> lock(String topic, Collection<UUID> about) {
        return query(topic, about, "order by about for update");
    }

    private Map<UUID, Known> query(String topic, Collection<UUID> about, String how) {
        return db
                .sql("""
                        select about, version, units, enterprises from notification.webhook_subject
                        where topic = ? and about = any(?) %s
                        """.formatted(how))
                .param(topic)
                .param(ids(about))
                .query((row, index) -> new Known(
                        row.getObject("about", UUID.class),
                        row.getLong("version"),
                        new Named(Columns.set(row, "units"), Columns.set(row, "enterprises"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Known::about, Function.identity()));
    }

    public void save(String topic, Collection<Known> all) {
        List<Known> sorted = all.stream()
                .sorted(Comparator.comparing(known -> known.about().toString()))
                .toList();
        if (sorted.isEmpty()) {
            return;
        }
        // A list of lists must be a rectangle, so lists travel as one text each; ids have no commas.
        db.sql("""
                insert into notification.webhook_subject (topic, about, version, units, enterprises)
                select ?, about, version, string_to_array(units, ','), string_to_array(enterprises, ',')
                from unnest(?::uuid[], ?::bigint[], ?::text[], ?::text[]) as given (about, version, units, enterprises)
                on conflict (topic, about) do update set
                    version = excluded.version, units = excluded.units, enterprises = excluded.enterprises
                """)
                .param(topic)
                .param(ids(sorted.stream().map(Known::about).toList()))
                .param(new SqlArrayValue(
                        "bigint", sorted.stream().<Object>map(Known::version).toArray()))
                .param(Columns.texts(sorted.stream()
                        .map(known -> String.join(",", known.named().units()))
                        .toList()))
                .param(Columns.texts(sorted.stream()
                        .map(known -> String.join(",", known.named().enterprises()))
                        .toList()))
                .update();
    }

    private static SqlArrayValue ids(Collection<UUID> ids) {
        return new SqlArrayValue("uuid", ids.toArray());
    }
}
