package org.zhuqi.metrics.postgres;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.id.Identifier;

/**
 * {@code metrics.name}: short numbers for ids, so that what is counted stays narrow. A number once given is for good, also if
 * the transaction that asked for it is rolled back. Safe for any number of threads and instances.
 */
public final class Names {
    private final JdbcClient db;
    private final TransactionTemplate alone;
    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
    private final Map<Integer, String> texts = new ConcurrentHashMap<>();

    public Names(JdbcClient db, PlatformTransactionManager transactions) {
        this.db = db;
        this.alone = new TransactionTemplate(transactions);
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Makes sure that each has its number. */
    public void know(Collection<String> ids) {
        Set<String> unknown =
                ids.stream().filter(id -> !numbers.containsKey(id)).collect(Collectors.toUnmodifiableSet());
        if (unknown.isEmpty()) {
            return;
        }
        load(unknown);
        Set<String> fresh =
                unknown.stream().filter(id -> !numbers.containsKey(id)).collect(Collectors.toUnmodifiableSet());
        if (!fresh.isEmpty()) {
            alone.executeWithoutResult(status -> db.sql(
                            "insert into metrics.name (text) select unnest(?::text[]) order by 1 on conflict do nothing")
                    .param(new SqlArrayValue("text", fresh.toArray()))
                    .update());
            load(fresh);
        }
    }

    private record Numbered(int number, String text) {}

    private void load(Set<String> ids) {
        remember(db.sql("select id, text from metrics.name where text = any(?)")
                .param(new SqlArrayValue("text", ids.toArray()))
                .query((row, index) -> new Numbered(row.getInt("id"), row.getString("text")))
                .list());
    }

    private void remember(List<Numbered> found) {
        for (Numbered each : found) {
            numbers.put(each.text(), each.number());
            texts.put(each.number(), each.text());
        }
    }

    /** The number of an id that {@link #know} was told. */
    public int number(String id) {
        return Objects.requireNonNull(numbers.get(id), () -> "nobody asked for the number of " + id);
    }

    public @Nullable Integer number(@Nullable Identifier id) {
        return id == null ? null : number(id.text());
    }

    /** Empty if nothing was ever counted under this id. */
    public Optional<Integer> find(String id) {
        Integer known = numbers.get(id);
        if (known == null) {
            load(Set.of(id));
            known = numbers.get(id);
        }
        return Optional.ofNullable(known);
    }

    public Map<Integer, String> texts(Collection<Integer> wanted) {
        Set<Integer> unknown =
                wanted.stream().filter(id -> !texts.containsKey(id)).collect(Collectors.toUnmodifiableSet());
        if (!unknown.isEmpty()) {
            remember(db.sql("select id, text from metrics.name where id = any(?)")
                    .param(new SqlArrayValue("int4", unknown.toArray()))
                    .query((row, index) -> new Numbered(row.getInt("id"), row.getString("text")))
                    .list());
        }
        return wanted.stream()
                .distinct()
                .collect(Collectors.toMap(id -> id, id -> Objects.requireNonNull(texts.get(id), "ids have names")));
    }
}
