package org.zhuqi.metrics.postgres;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.id.Identifier;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.metrics.domain.Micros;
import org.zhuqi.metrics.domain.SubjectStanding;
import org.zhuqi.metrics.domain.SubjectStory;
import org.zhuqi.platform.json.Json;

/** {@code metrics.subject} and {@code subject_standing}: the facts beside the tickets of one build, written in batches. */
public final class SubjectRows {
    private final JdbcClient db;
    private final Names names;

    public SubjectRows(JdbcClient db, Names names) {
        this.db = db;
        this.names = names;
    }

    private record Found(SubjectId subject, SubjectStory story) {}

    /** Locked until the transaction ends, in the order of the ids, so that two writers never wait for each other. */
    public Map<SubjectId, SubjectStory> lock(int build, Collection<SubjectId> subjects) {
        return find(build, subjects, " order by subject_id for update");
    }

    /** For tests and checks: what is kept of these. */
    public Map<SubjectId, SubjectStory> find(int build, Collection<SubjectId> subjects) {
        return find(build, subjects, "");
    }

    private Map<SubjectId, SubjectStory> find(int build, Collection<SubjectId> subjects, String how) {
        return db
                .sql("select subject_id, told from metrics.subject where build = ? and subject_id = any(?)" + how)
                .param(build)
                .param(array("uuid", subjects, SubjectId::value))
                .query((row, index) -> new Found(
                        new SubjectId(row.getObject("subject_id", UUID.class)),
                        Json.MAPPER.readValue(row.getString("told"), SubjectStory.class)))
                .list()
                .stream()
                .collect(Collectors.toMap(Found::subject, Found::story));
    }

    private record Row(SubjectId subject, SubjectStory story, SubjectStanding standing) {
        Stream<String> ids() {
            SubjectStanding.Groups groups = standing.groups();
            return Stream.<@Nullable Identifier>of(
                            story.district(),
                            groups.unit(),
                            groups.chain(),
                            groups.place(),
                            groups.officer(),
                            groups.enterprise())
                    .filter(Objects::nonNull)
                    .map(Identifier::text);
        }
    }

    /**
     * Keeps the stories and how their subjects stand.
     *
     * @throws OptimisticLockingFailureException if another writer was first to tell of one of them: try again
     */
    public void save(int build, Map<SubjectId, SubjectStory> after) {
        if (after.isEmpty()) {
            return;
        }
        List<Map.Entry<SubjectId, SubjectStory>> subjects = after.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(SubjectId::value)))
                .toList();
        List<Row> rows = subjects.stream()
                .flatMap(entry -> entry.getValue().standings().stream()
                        .map(standing -> new Row(entry.getKey(), entry.getValue(), standing)))
                .toList();
        names.know(rows.stream().flatMap(Row::ids).collect(Collectors.toCollection(LinkedHashSet::new)));
        saveStories(build, subjects);
        db.sql("delete from metrics.subject_standing where build = ? and subject_id = any(?)")
                .param(build)
                .param(array("uuid", after.keySet(), SubjectId::value))
                .update();
        saveStandings(build, rows);
    }

    private void saveStories(int build, List<Map.Entry<SubjectId, SubjectStory>> subjects) {
        int saved = db.sql("""
                insert into metrics.subject as stored (build, subject_id, kind, version, told)
                select ?, subject_id, kind, version, told
                from unnest(?::uuid[], ?::text[], ?::bigint[], ?::text[]) as given (subject_id, kind, version, told)
                on conflict (build, subject_id) do update set version = excluded.version, told = excluded.told
                where stored.version < excluded.version
                """)
                .param(build)
                .param(array("uuid", subjects, it -> it.getKey().value()))
                .param(array("text", subjects, it -> it.getValue().kind().name()))
                .param(array("int8", subjects, it -> it.getValue().version()))
                .param(array("text", subjects, it -> Json.MAPPER.writeValueAsString(it.getValue())))
                .update();
        if (saved != subjects.size()) {
            throw new OptimisticLockingFailureException(
                    "another writer was first to tell of %d subjects".formatted(subjects.size() - saved));
        }
    }

    private void saveStandings(int build, List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        db.sql("""
                insert into metrics.subject_standing (build, subject_id, population, part, starts, ends, district, unit,
                    chain, place, officer, enterprise, received_at, happened_at, facts, title, tickets)
                select ?, subject_id, population, part, starts::timestamptz, ends::timestamptz, district, unit, chain,
                    place, officer, enterprise, received_at::timestamptz, happened_at::timestamptz, facts, title,
                    tickets::uuid[]
                from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::int[], ?::int[], ?::int[],
                        ?::int[], ?::int[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[])
                    as given (subject_id, population, part, starts, ends, district, unit, chain, place, officer,
                        enterprise, received_at, happened_at, facts, title, tickets)
                """)
                .param(build)
                .param(array("uuid", rows, row -> row.subject().value()))
                .param(array("text", rows, row -> row.standing().population().name()))
                .param(array("text", rows, row -> row.standing().part()))
                .param(array("text", rows, row -> time(row.standing().from())))
                .param(array("text", rows, row -> {
                    Long until = row.standing().until();
                    return until == null ? "infinity" : time(until);
                }))
                .param(array("int4", rows, row -> names.number(row.story().district())))
                .param(array(
                        "int4",
                        rows,
                        row -> names.number(row.standing().groups().unit())))
                .param(array(
                        "int4",
                        rows,
                        row -> names.number(row.standing().groups().chain())))
                .param(array(
                        "int4",
                        rows,
                        row -> names.number(row.standing().groups().place())))
                .param(array(
                        "int4",
                        rows,
                        row -> names.number(row.standing().groups().officer())))
                .param(array(
                        "int4",
                        rows,
                        row -> names.number(row.standing().groups().enterprise())))
                .param(array("text", rows, row -> time(row.standing().receivedAt())))
                .param(array("text", rows, row -> time(row.standing().happenedAt())))
                .param(array("int8", rows, row -> row.standing().facts()))
                .param(array("text", rows, row -> row.standing().title()))
                .param(array("text", rows, row -> literal(row.standing().tickets())))
                .update();
    }

    private static String time(long micros) {
        return Micros.instant(micros).toString();
    }

    /** As PostgreSQL writes an array: an array of arrays would fall apart. */
    private static String literal(List<TicketId> tickets) {
        return tickets.stream().map(TicketId::text).collect(Collectors.joining(",", "{", "}"));
    }

    private static <T> SqlArrayValue array(
            String type, Collection<T> rows, Function<T, ? extends @Nullable Object> column) {
        return new SqlArrayValue(type, rows.stream().map(column).toArray());
    }
}
