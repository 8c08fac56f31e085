package org.zhuqi.metrics.postgres;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.event.EventType;
import org.zhuqi.contracts.id.Identifier;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.metrics.domain.ClockTime;
import org.zhuqi.metrics.domain.Exclusion;
import org.zhuqi.metrics.domain.Figures;
import org.zhuqi.metrics.domain.KnownClock;
import org.zhuqi.metrics.domain.Micros;
import org.zhuqi.metrics.domain.Moment;
import org.zhuqi.metrics.domain.Standing;
import org.zhuqi.metrics.domain.Standings;
import org.zhuqi.metrics.domain.Stay;
import org.zhuqi.metrics.domain.Step;
import org.zhuqi.metrics.domain.TicketStory;
import org.zhuqi.platform.json.Json;

/** {@code metrics.story}, {@code ticket}, {@code moment} and {@code clock}: the facts of one build, written in batches. */
public final class FactRows {
    private final JdbcClient db;
    private final Names names;

    public FactRows(JdbcClient db, Names names) {
        this.db = db;
        this.names = names;
    }

    /**
     * Until the transaction ends nobody else gathers from these partitions, which of the two topics are those of the same tickets.
     * What a writer has done before it meets another's first word of a ticket would be in vain.
     */
    public void takeTurns(int build, Collection<Integer> partitions) {
        db.sql("""
                select pg_advisory_xact_lock(hashtext('metrics.gathering/' || ?), partition)::text
                from (select partition from unnest(?::int[]) as given (partition) order by 1) as one_after_another
                """)
                .param(build)
                .param(new SqlArrayValue("int4", Set.copyOf(partitions).toArray()))
                .query(row -> {});
    }

    private record Found(TicketId ticket, TicketStory story) {}

    /** Locked until the transaction ends, in the order of the ids, so that two writers never wait for each other. */
    public Map<TicketId, TicketStory> lock(int build, Collection<TicketId> tickets) {
        return db
                .sql("select ticket_id, told from metrics.story where build = ? and ticket_id = any(?)"
                        + " order by ticket_id for update")
                .param(build)
                .param(array("uuid", tickets, TicketId::value))
                .query((row, index) -> new Found(
                        new TicketId(row.getObject("ticket_id", UUID.class)),
                        Json.MAPPER.readValue(row.getString("told"), TicketStory.class)))
                .list()
                .stream()
                .collect(Collectors.toMap(Found::ticket, Found::story));
    }

    /**
     * Keeps the stories and how their tickets stand.
     *
     * @param before what {@link #lock} found
     * @throws OptimisticLockingFailureException if another writer was first to tell of one of the tickets: try again
     */
    public void save(
            int build,
            Map<TicketId, TicketStory> before,
            Map<TicketId, TicketStory> after,
            Map<TicketId, List<Exclusion>> exclusions) {
        if (after.isEmpty()) {
            return;
        }
        List<TicketRow> rows = after.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(java.util.Comparator.comparing(TicketId::value)))
                .map(entry -> new TicketRow(
                        entry.getKey(),
                        before.get(entry.getKey()),
                        entry.getValue(),
                        entry.getValue().isTold()
                                ? Standings.of(entry.getValue(), exclusions.getOrDefault(entry.getKey(), List.of()))
                                : List.of()))
                .toList();
        names.know(rows.stream().flatMap(TicketRow::ids).collect(Collectors.toCollection(LinkedHashSet::new)));
        saveStories(build, rows);
        saveTickets(build, rows.stream().filter(row -> row.story().isTold()).toList());
    }

    private record TicketRow(
            TicketId ticket,
            @Nullable TicketStory before,
            TicketStory story,
            List<Standing> standings,
            List<Stay> open,
            List<Stay> overdue) {

        TicketRow(TicketId ticket, @Nullable TicketStory before, TicketStory story, List<Standing> standings) {
            this(
                    ticket,
                    before,
                    story,
                    standings,
                    Stay.of(standings, Figures.OPEN),
                    Stay.of(standings, Figures.OVERDUE));
        }

        Stream<String> ids() {
            return Stream.concat(
                    FactRows.ids(story),
                    standings.stream()
                            .flatMap(it -> Stream.of(it.unit(), it.item())
                                    .filter(Objects::nonNull)
                                    .map(Identifier::text)));
        }

        /** Whether it was in stock, or beyond a due date, in more than one stretch of time. */
        boolean cameBack() {
            return open.size() > 1 || overdue.size() > 1;
        }

        @Nullable
        Long first(EventType... types) {
            Set<EventType> wanted = Set.of(types);
            return story.steps().stream()
                    .filter(step -> wanted.contains(step.type()))
                    .findFirst()
                    .map(Step::micros)
                    .orElse(null);
        }

        @Nullable
        Long firstClosed() {
            return story.steps().stream()
                    .filter(step -> step.state() == TicketState.CLOSED)
                    .findFirst()
                    .map(Step::micros)
                    .orElse(null);
        }
    }

    private static Stream<String> ids(TicketStory story) {
        TicketStory.Origin origin = story.origin();
        return Stream.concat(
                        Stream.of(story.district()),
                        origin == null
                                ? Stream.<@Nullable Identifier>empty()
                                : Stream.<@Nullable Identifier>of(
                                        origin.enterprise(), origin.chain(), origin.place(), origin.officer()))
                .filter(Objects::nonNull)
                .map(Identifier::text);
    }

    private void saveStories(int build, List<TicketRow> rows) {
        int saved = db.sql("""
                insert into metrics.story as stored (build, ticket_id, number, version, clock_version, told)
                select ?, ticket_id, number, version, clock_version, told
                from unnest(?::uuid[], ?::text[], ?::bigint[], ?::bigint[], ?::text[])
                    as given (ticket_id, number, version, clock_version, told)
                on conflict (build, ticket_id) do update set
                    version = excluded.version, clock_version = excluded.clock_version, told = excluded.told
                where stored.version <= excluded.version and stored.clock_version <= excluded.clock_version
                """)
                .param(build)
                .param(array("uuid", rows, row -> row.ticket().value()))
                .param(array("text", rows, row -> row.story().number().text()))
                .param(array("int8", rows, row -> row.story().version()))
                .param(array("int8", rows, row -> row.story().clockVersion()))
                .param(array("text", rows, row -> Json.MAPPER.writeValueAsString(row.story())))
                .update();
        if (saved != rows.size()) {
            throw new OptimisticLockingFailureException(
                    "another writer was first to tell of %d tickets".formatted(rows.size() - saved));
        }
    }

    private void saveTickets(int build, List<TicketRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        db.sql("""
                insert into metrics.ticket as stored (build, ticket_id, district, unit, item, chain, place, officer,
                    enterprise, received_at, standing_from, facts, dispatched_at, accepted_at, answered_at, closed_at,
                    starts, stood, units, items, open_from, open_until, overdue_from, overdue_until, several_stays)
                select ?, ticket_id, district, unit, item, chain, place, officer, enterprise, metrics.instant(received_at),
                    metrics.instant(standing_from), facts, metrics.instant(dispatched_at), metrics.instant(accepted_at),
                    metrics.instant(answered_at), metrics.instant(closed_at), starts::bigint[], stood::bigint[], units::int[],
                    items::int[], metrics.instant(open_from), open_until::timestamptz, metrics.instant(overdue_from),
                    overdue_until::timestamptz, several_stays
                from unnest(?::uuid[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[], ?::bigint[],
                        ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::boolean[])
                    as given (ticket_id, district, unit, item, chain, place, officer, enterprise, received_at,
                        standing_from, facts, dispatched_at, accepted_at, answered_at, closed_at, starts, stood, units,
                        items, open_from, open_until, overdue_from, overdue_until, several_stays)
                on conflict (build, ticket_id) do update set
                    unit = excluded.unit, item = excluded.item, standing_from = excluded.standing_from,
                    facts = excluded.facts, dispatched_at = excluded.dispatched_at, accepted_at = excluded.accepted_at,
                    answered_at = excluded.answered_at, closed_at = excluded.closed_at, starts = excluded.starts,
                    stood = excluded.stood, units = excluded.units, items = excluded.items,
                    open_from = excluded.open_from, open_until = excluded.open_until,
                    overdue_from = excluded.overdue_from, overdue_until = excluded.overdue_until,
                    several_stays = excluded.several_stays
                """)
                .param(build)
                .param(array("uuid", rows, row -> row.ticket().value()))
                .param(array("int4", rows, row -> names.number(row.story().district())))
                .param(array(
                        "int4",
                        rows,
                        row -> names.number(row.standings().getLast().unit())))
                .param(array(
                        "int4",
                        rows,
                        row -> names.number(row.standings().getLast().item())))
                .param(array(
                        "int4", rows, row -> names.number(origin(row.story()).chain())))
                .param(array(
                        "int4", rows, row -> names.number(origin(row.story()).place())))
                .param(array(
                        "int4", rows, row -> names.number(origin(row.story()).officer())))
                .param(array(
                        "int4", rows, row -> names.number(origin(row.story()).enterprise())))
                .param(array("int8", rows, row -> origin(row.story()).receivedAt()))
                .param(array("int8", rows, row -> row.standings().getLast().from()))
                .param(array("int8", rows, row -> row.standings().getLast().facts()))
                .param(array("int8", rows, row -> row.first(EventType.TICKET_DISPATCHED, EventType.CALL_CLAIMED)))
                .param(array("int8", rows, row -> row.first(EventType.ACCEPTED, EventType.CALL_CLAIMED)))
                .param(array("int8", rows, row -> row.first(EventType.TICKET_ANSWERED)))
                .param(array("int8", rows, TicketRow::firstClosed))
                .param(array("text", rows, row -> literal(row.standings(), Standing::from)))
                .param(array("text", rows, row -> literal(row.standings(), Standing::facts)))
                .param(array("text", rows, row -> literal(row.standings(), it -> names.number(it.unit()))))
                .param(array("text", rows, row -> literal(row.standings(), it -> names.number(it.item()))))
                .param(array("int8", rows, row -> from(row, row.open())))
                .param(array("text", rows, row -> until(row, row.open())))
                .param(array("int8", rows, row -> from(row, row.overdue())))
                .param(array("text", rows, row -> until(row, row.overdue())))
                .param(array("bool", rows, TicketRow::cameBack))
                .update();
    }

    private static @Nullable Long from(TicketRow row, List<Stay> stays) {
        return row.cameBack() || stays.isEmpty() ? null : stays.getFirst().from();
    }

    private static @Nullable String until(TicketRow row, List<Stay> stays) {
        if (row.cameBack() || stays.isEmpty()) {
            return null;
        }
        Long until = stays.getFirst().until();
        return until == null ? "infinity" : time(until);
    }

    /** A step that is there already stays as it is. */
    public void saveMoments(int build, Map<TicketId, TicketStory> stories, List<Moment> moments) {
        if (moments.isEmpty()) {
            return;
        }
        names.know(moments.stream()
                .flatMap(moment -> Stream.of(moment.unit(), moment.item()))
                .filter(Objects::nonNull)
                .map(Identifier::text)
                .collect(Collectors.toCollection(LinkedHashSet::new)));
        db.sql("""
                insert into metrics.moment (build, ticket_id, sequence, district, unit, item, chain, place, officer,
                    enterprise, received_at, at, facts, origin)
                select ?, ticket_id, sequence, district, unit, item, chain, place, officer, enterprise,
                    metrics.instant(received_at), metrics.instant(at), facts, origin
                from unnest(?::uuid[], ?::bigint[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[],
                        ?::bigint[], ?::bigint[], ?::bigint[], ?::text[])
                    as given (ticket_id, sequence, district, unit, item, chain, place, officer, enterprise, received_at,
                        at, facts, origin)
                on conflict do nothing
                """)
                .param(build)
                .param(array("uuid", moments, it -> it.ticket().value()))
                .param(array("int8", moments, Moment::sequence))
                .param(array(
                        "int4",
                        moments,
                        it -> names.number(Objects.requireNonNull(stories.get(it.ticket()), "its story changed")
                                .district())))
                .param(array("int4", moments, it -> names.number(it.unit())))
                .param(array("int4", moments, it -> names.number(it.item())))
                .param(array("int4", moments, it -> names.number(it.origin().chain())))
                .param(array("int4", moments, it -> names.number(it.origin().place())))
                .param(array("int4", moments, it -> names.number(it.origin().officer())))
                .param(array("int4", moments, it -> names.number(it.origin().enterprise())))
                .param(array("int8", moments, it -> it.origin().receivedAt()))
                .param(array("int8", moments, Moment::at))
                .param(array("int8", moments, Moment::facts))
                .param(array(
                        "text",
                        moments,
                        it -> it.network() == null ? null : it.network().text()))
                .update();
    }

    private record ClockRow(TicketId ticket, TicketStory story, ClockTime time) {
        KnownClock clock() {
            return time.clock();
        }
    }

    /** @param stories whose clocks may be other than before; those of which only clocks were told yet are left out */
    public void saveClocks(int build, Map<TicketId, TicketStory> before, Map<TicketId, TicketStory> stories) {
        List<TicketId> fewer = new ArrayList<>();
        List<ClockRow> rows = new ArrayList<>();
        stories.entrySet().stream()
                .filter(entry -> entry.getValue().isTold())
                .sorted(Map.Entry.comparingByKey(java.util.Comparator.comparing(TicketId::value)))
                .forEach(entry -> {
                    TicketStory story = entry.getValue();
                    TicketStory old = before.get(entry.getKey());
                    boolean isLess =
                            old != null && old.clocks().size() > story.clocks().size();
                    if (isLess) {
                        fewer.add(entry.getKey());
                    }
                    Set<ClockTime> written = old == null || isLess ? Set.of() : written(old, story);
                    story.clocks().stream()
                            .map(clock -> ClockTime.of(story, clock))
                            .filter(time -> !written.contains(time))
                            .forEach(time -> rows.add(new ClockRow(entry.getKey(), story, time)));
                });
        if (!fewer.isEmpty()) {
            db.sql("delete from metrics.clock where build = ? and ticket_id = any(?)")
                    .param(build)
                    .param(array("uuid", fewer, TicketId::value))
                    .update();
        }
        if (rows.isEmpty()) {
            return;
        }
        names.know(rows.stream()
                .flatMap(row -> Stream.concat(
                        Stream.of(row.clock().name(), row.clock().stage()),
                        Stream.ofNullable(row.clock().unit()).map(Identifier::text)))
                .collect(Collectors.toCollection(LinkedHashSet::new)));
        db.sql("""
                insert into metrics.clock as stored (build, ticket_id, clock, district, unit, item, chain, place, officer,
                    enterprise, stage, scope, round, state, extensions, received_at, started_at, ended_at, due, due_before,
                    granted_at, paused_at, reclassified_at, facts, counted, stood_still)
                select ?, ticket_id, clock, district, unit, item, chain, place, officer, enterprise, stage, scope, round,
                    state::"char", extensions, metrics.instant(received_at), metrics.instant(started_at), metrics.instant(ended_at),
                    metrics.instant(due), due_before::timestamptz[], granted_at::timestamptz[], metrics.instant(paused_at),
                    metrics.instant(reclassified_at), facts, counted, stood_still
                from unnest(?::uuid[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[],
                        ?::int[], ?::int[], ?::int[], ?::text[], ?::int[], ?::bigint[], ?::bigint[], ?::bigint[],
                        ?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::int[], ?::int[])
                    as given (ticket_id, clock, district, unit, item, chain, place, officer, enterprise, stage, scope,
                        round, state, extensions, received_at, started_at, ended_at, due, due_before, granted_at,
                        paused_at, reclassified_at, facts, counted, stood_still)
                on conflict (build, ticket_id, clock) do update set
                    unit = excluded.unit, item = excluded.item, state = excluded.state, extensions = excluded.extensions,
                    ended_at = excluded.ended_at, due = excluded.due, due_before = excluded.due_before,
                    granted_at = excluded.granted_at, paused_at = excluded.paused_at,
                    reclassified_at = excluded.reclassified_at, facts = excluded.facts,
                    counted = excluded.counted, stood_still = excluded.stood_still, started_at = excluded.started_at
                where (stored.unit, stored.item, stored.state, stored.extensions, stored.ended_at, stored.due,
                        stored.due_before, stored.granted_at, stored.paused_at, stored.reclassified_at, stored.facts, stored.counted,
                        stored.stood_still, stored.started_at)
                    is distinct from (excluded.unit, excluded.item, excluded.state, excluded.extensions,
                        excluded.ended_at, excluded.due, excluded.due_before, excluded.granted_at, excluded.paused_at,
                        excluded.reclassified_at, excluded.facts, excluded.counted, excluded.stood_still, excluded.started_at)
                """)
                .param(build)
                .param(array("uuid", rows, row -> row.ticket().value()))
                .param(array("int4", rows, row -> names.number(row.clock().name())))
                .param(array("int4", rows, row -> names.number(row.story().district())))
                .param(array("int4", rows, row -> names.number(row.clock().unit())))
                .param(array("int4", rows, row -> names.number(row.story().item())))
                .param(array(
                        "int4", rows, row -> names.number(origin(row.story()).chain())))
                .param(array(
                        "int4", rows, row -> names.number(origin(row.story()).place())))
                .param(array(
                        "int4", rows, row -> names.number(origin(row.story()).officer())))
                .param(array(
                        "int4", rows, row -> names.number(origin(row.story()).enterprise())))
                .param(array("int4", rows, row -> names.number(row.clock().stage())))
                .param(array("int4", rows, row -> scope(row.clock().scope())))
                .param(array("int4", rows, row -> row.clock().round()))
                .param(array("text", rows, row -> state(row.clock())))
                .param(array("int4", rows, row -> row.clock().extensions()))
                .param(array("int8", rows, row -> origin(row.story()).receivedAt()))
                .param(array("int8", rows, row -> row.clock().startedAt()))
                .param(array("int8", rows, row -> row.clock().endedAt()))
                .param(array("int8", rows, row -> row.clock().due()))
                .param(array("text", rows, row -> times(row.time().grants(), TicketStory.Grant::dueBefore)))
                .param(array("text", rows, row -> times(row.time().grants(), TicketStory.Grant::at)))
                .param(array("int8", rows, row -> row.clock().pausedSince()))
                .param(array("int8", rows, row -> row.time().reclassifiedAt()))
                .param(array("int8", rows, row -> row.time().facts()))
                .param(array("int4", rows, row -> seconds(row.clock().counted())))
                .param(array("int4", rows, row -> seconds(row.clock().stoodStill())))
                .update();
    }

    /** Steps and clocks of these tickets are left out of what is counted at a cut-off within one of their exclusions. */
    public void leaveOut(int build, Map<TicketId, List<Exclusion>> exclusions) {
        if (exclusions.isEmpty()) {
            return;
        }
        for (String table : List.of("moment", "clock")) {
            db.sql("""
                    update metrics.%s as stored set excluded = given.excluded::tstzmultirange
                    from unnest(?::uuid[], ?::text[]) as given (ticket_id, excluded)
                    where stored.build = ? and stored.ticket_id = given.ticket_id
                        and stored.excluded is distinct from given.excluded::tstzmultirange
                    """.formatted(table))
                    .param(array("uuid", exclusions.keySet(), TicketId::value))
                    .param(array("text", exclusions.values(), FactRows::stretches))
                    .param(build)
                    .update();
        }
    }

    private static String stretches(List<Exclusion> exclusions) {
        return exclusions.stream()
                .map(it -> "[%s,%s)".formatted(time(it.from()), it.until() == null ? "" : time(it.until())))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** As the column {@code scope} keeps it. */
    static int scope(ClockScope scope) {
        return switch (scope) {
            case TICKET -> 0;
            case UNIT -> 1;
            case ASSISTANT -> 2;
        };
    }

    /** The clocks whose rows are there already as they shall be: with many clocks a ticket, most of them did not change. */
    private static Set<ClockTime> written(TicketStory old, TicketStory story) {
        return old.isTold() && old.item().equals(story.item())
                ? old.clocks().stream().map(clock -> ClockTime.of(old, clock)).collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    private static String state(KnownClock clock) {
        return switch (clock.state()) {
            case RUNNING -> "R";
            case PAUSED -> "P";
            case MET -> "M";
            case LATE -> "L";
            case RELEASED -> "X";
        };
    }

    private static @Nullable Integer seconds(@Nullable Long seconds) {
        return seconds == null ? null : Math.toIntExact(seconds);
    }

    private static TicketStory.Origin origin(TicketStory story) {
        return Objects.requireNonNull(story.origin(), "only told stories are counted");
    }

    private static @Nullable String time(@Nullable Long micros) {
        return micros == null ? null : Micros.instant(micros).toString();
    }

    private static @Nullable String times(
            List<TicketStory.Grant> grants, Function<TicketStory.Grant, ? extends @Nullable Long> time) {
        return grants.isEmpty() ? null : literal(grants, grant -> time(time.apply(grant)));
    }

    /** As PostgreSQL writes an array of numbers or times: an array of arrays would fall apart. */
    private static <T> String literal(List<T> elements, Function<T, ? extends @Nullable Object> column) {
        return elements.stream()
                .map(it -> {
                    Object value = column.apply(it);
                    return value == null ? "null" : value.toString();
                })
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static <T> SqlArrayValue array(
            String type, Collection<T> rows, Function<T, ? extends @Nullable Object> column) {
        return new SqlArrayValue(type, rows.stream().map(column).toArray());
    }

    /** For tests and checks: what is kept of a ticket. */
    public Map<TicketId, TicketStory> find(int build, Collection<TicketId> tickets) {
        Map<TicketId, TicketStory> found = new HashMap<>();
        db.sql("select ticket_id, told from metrics.story where build = ? and ticket_id = any(?)")
                .param(build)
                .param(array("uuid", tickets, TicketId::value))
                .query(row -> {
                    found.put(
                            new TicketId(row.getObject("ticket_id", UUID.class)),
                            Json.MAPPER.readValue(row.getString("told"), TicketStory.class));
                });
        return found;
    }
}
