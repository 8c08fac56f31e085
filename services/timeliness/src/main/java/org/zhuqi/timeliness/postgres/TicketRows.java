package org.zhuqi.timeliness.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.PauseCause;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.Identifier;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.json.Json;
import org.zhuqi.timeliness.application.Settlement;
import org.zhuqi.timeliness.application.TicketRecord;
import org.zhuqi.timeliness.domain.Clock;
import org.zhuqi.timeliness.domain.Ledger;
import org.zhuqi.timeliness.domain.PolicyVersion;
import org.zhuqi.timeliness.domain.Step;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/** {@code timeliness.ticket} and the open clocks in {@code timeliness.clock}. Every method is one or two statements. */
public final class TicketRows {
    private static final String SELECT = """
            select id, number, district, enterprise, filed_by, chain, place, version, clock_sequence, policy_version, calendar_version,
                   fired, judged_by, steps
            from timeliness.ticket
            """;
    private static final TypeReference<List<Step>> STEPS = new TypeReference<>() {};
    private static final ObjectReader READER = Json.MAPPER.readerFor(STEPS);
    private static final ObjectReader JUDGED = Json.MAPPER.readerFor(new TypeReference<Map<String, String>>() {});
    /** Says what the list holds, so that each step writes which happening it is. */
    private static final ObjectWriter WRITER = Json.MAPPER.writerFor(STEPS);

    private final JdbcClient db;

    public TicketRows(JdbcClient db) {
        this.db = db;
    }

    /** Locked until the transaction ends, in the order of the ids, so that two writers never wait for each other. */
    public Map<TicketId, TicketRecord> lock(Collection<TicketId> ids) {
        return byId(db.sql(SELECT + "where id = any(?) order by id for update")
                .param(array("uuid", ids, TicketId::value))
                .query(TicketRows::row)
                .list());
    }

    /** Those whose time has come and that nobody else is working on, the longest waiting first; locked. */
    public List<TicketRecord> lockDue(Instant now, int most) {
        return db.sql(SELECT + """
                        where next_alarm_at <= ? order by next_alarm_at limit ?
                        for update skip locked
                        """)
                .param(now.atOffset(ZoneOffset.UTC))
                .param(most)
                .query(TicketRows::row)
                .list();
    }

    /** When the ticket that has waited longest was to be looked at, whether that time has come or not. */
    public Optional<Instant> nextDue() {
        return db.sql("select min(next_alarm_at) from timeliness.ticket")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    public Optional<TicketRecord> find(TicketId id) {
        return db.sql(SELECT + "where id = ?")
                .param(id.value())
                .query(TicketRows::row)
                .optional();
    }

    public Optional<TicketRecord> find(DistrictId district, TicketNumber number) {
        return db.sql(SELECT + "where district = ? and number = ?")
                .param(district.text())
                .param(number.text())
                .query(TicketRows::row)
                .optional();
    }

    /** Open tickets of a district in the order of their ids, from behind this one on. */
    public List<TicketRecord> open(DistrictId district, @Nullable UUID after, int most) {
        return db.sql(SELECT + "where district = ? and open and id > ? order by id limit ?")
                .param(district.text())
                .param(after == null ? new UUID(0, 0) : after)
                .param(most)
                .query(TicketRows::row)
                .list();
    }

    /** Tickets submitted in a period, in that order, from behind this one on. */
    public List<TicketRecord> submitted(
            DistrictId district, Instant from, Instant to, @Nullable TicketRecord after, int most) {
        OffsetDateTime since = (after == null ? from : after.steps().getFirst().at()).atOffset(ZoneOffset.UTC);
        return db.sql(SELECT + """
                        where district = ? and submitted_at < ? and (submitted_at, id) > (?, ?)
                          and submitted_at >= ?
                        order by submitted_at, id limit ?
                        """)
                .param(district.text())
                .param(to.atOffset(ZoneOffset.UTC))
                .param(since)
                .param(after == null ? new UUID(0, 0) : after.id().value())
                .param(from.atOffset(ZoneOffset.UTC))
                .param(most)
                .query(TicketRows::row)
                .list();
    }

    /** The due-scan works these out anew, by the calendar that is in force then. */
    public int lookAtAllOpenOf(DistrictId district, Instant now) {
        return db.sql("""
                        update timeliness.ticket set next_alarm_at = least(next_alarm_at, ?)
                        where district = ? and open
                        """)
                .param(now.atOffset(ZoneOffset.UTC))
                .param(district.text())
                .update();
    }

    public void lookAgain(TicketId ticket, Instant at) {
        db.sql("update timeliness.ticket set next_alarm_at = ? where id = ?")
                .params(at.atOffset(ZoneOffset.UTC), ticket.value())
                .update();
    }

    public List<DistrictId> districts() {
        return db.sql("select distinct district from timeliness.ticket")
                .query((row, index) -> new DistrictId(row.getString(1)))
                .list();
    }

    public void save(Collection<Settlement> settlements) {
        if (settlements.isEmpty()) {
            return;
        }
        List<Settlement> all = List.copyOf(settlements);
        db.sql("""
                insert into timeliness.ticket as stored (id, number, district, enterprise, filed_by, chain, place, units, state,
                    submitted_at, version, clock_sequence, policy_version, calendar_version, open, next_alarm_at, fired,
                    judged_by, steps)
                select id, number, district, enterprise, filed_by, chain, place, units::text[], state, submitted_at, version,
                    clock_sequence, policy_version, calendar_version, open, next_alarm_at, fired::text[], judged_by, steps
                from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::timestamptz[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::boolean[],
                        ?::timestamptz[], ?::text[], ?::text[], ?::text[])
                    as given (id, number, district, enterprise, filed_by, chain, place, units, state, submitted_at, version,
                        clock_sequence, policy_version, calendar_version, open, next_alarm_at, fired, judged_by, steps)
                order by id
                on conflict (id) do update set
                    units = excluded.units, state = excluded.state, version = excluded.version,
                    clock_sequence = excluded.clock_sequence, calendar_version = excluded.calendar_version,
                    open = excluded.open, next_alarm_at = excluded.next_alarm_at, fired = excluded.fired,
                    judged_by = excluded.judged_by, steps = excluded.steps
                """)
                .param(array("uuid", all, each -> each.record().id().value()))
                .param(array("text", all, each -> each.record().number().text()))
                .param(array("text", all, each -> each.record().district().text()))
                .param(array("text", all, each -> each.record().enterprise().text()))
                .param(array("text", all, each -> each.record().filedBy().text()))
                .param(array("text", all, each -> text(each.record().chain())))
                .param(array("text", all, each -> text(each.record().place())))
                .param(array(
                        "text",
                        all,
                        each -> literal(
                                each.record().units().stream().map(UnitId::text).toList())))
                .param(array("text", all, each -> each.ledger().state().name()))
                .param(array(
                        "timestamptz",
                        all,
                        each -> each.record().steps().getFirst().at().toString()))
                .param(array("bigint", all, each -> each.record().version()))
                .param(array("bigint", all, each -> each.record().clockSequence()))
                .param(array("text", all, each -> each.record().policy().text()))
                .param(array("text", all, each -> each.record().calendarVersion()))
                .param(array("boolean", all, each -> isOpen(each.ledger())))
                .param(array("timestamptz", all, each -> text(each.nextAlarmAt())))
                .param(array(
                        "text",
                        all,
                        each -> literal(each.record().fired().stream().sorted().toList())))
                .param(array(
                        "text",
                        all,
                        each -> Json.MAPPER.writeValueAsString(each.record().judgedBy())))
                .param(array(
                        "text",
                        all,
                        each -> WRITER.writeValueAsString(each.record().steps())))
                .update();
        saveClocks(all);
    }

    /** Time may still cause something, and a calendar that changes may move it: an answer waits to be closed, too. */
    private static boolean isOpen(Ledger ledger) {
        return !ledger.openClocks().isEmpty() || ledger.state() == TicketState.ANSWERED;
    }

    private void saveClocks(List<Settlement> settlements) {
        db.sql("delete from timeliness.clock where ticket_id = any(?)")
                .param(array("uuid", settlements, each -> each.record().id().value()))
                .update();
        record Open(TicketRecord ticket, Clock clock, Instant at) {}
        List<Open> open = settlements.stream()
                .flatMap(each -> each.ledger().openClocks().stream()
                        // Nobody waits for a ticket that another one goes on for.
                        .filter(clock -> clock.pauseCause() != PauseCause.MERGED)
                        .map(clock -> new Open(each.record(), clock, each.at())))
                .toList();
        if (open.isEmpty()) {
            return;
        }
        db.sql("""
                insert into timeliness.clock (ticket_id, clock, district, stage, stage_zh, scope, unit, started_at,
                    original_due, due, soon_at, paused_since, unknown_year)
                select * from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::int[])
                """)
                .param(array("uuid", open, each -> each.ticket().id().value()))
                .param(array("text", open, each -> each.clock().key()))
                .param(array("text", open, each -> each.ticket().district().text()))
                .param(array("text", open, each -> each.clock().stage().key()))
                .param(array("text", open, each -> each.clock().stage().name().zh()))
                .param(array("text", open, each -> each.clock().scope().name()))
                .param(array("text", open, each -> {
                    UnitId unit = each.clock().unit();
                    return unit == null ? null : unit.text();
                }))
                .param(array("timestamptz", open, each -> text(each.clock().startedAt())))
                .param(array("timestamptz", open, each -> text(each.clock().originalDue())))
                .param(array("timestamptz", open, each -> text(each.clock().dueAt(each.at()))))
                .param(array("timestamptz", open, each -> text(each.clock().soonAt())))
                .param(array("timestamptz", open, each -> text(each.clock().pausedSinceAt(each.at()))))
                .param(array("int", open, each -> each.clock().unknownYear()))
                .update();
    }

    private static TicketRecord row(ResultSet row, int index) throws SQLException {
        return new TicketRecord(
                new TicketId(row.getObject("id", UUID.class)),
                new TicketNumber(row.getString("number")),
                new DistrictId(row.getString("district")),
                new EnterpriseId(row.getString("enterprise")),
                new AccountId(row.getString("filed_by")),
                optional(row, "chain", ChainId::new),
                optional(row, "place", PlaceId::new),
                row.getLong("version"),
                row.getLong("clock_sequence"),
                PolicyVersion.of(row.getString("policy_version")),
                row.getString("calendar_version"),
                Set.of((String[]) row.getArray("fired").getArray()),
                JUDGED.readValue(row.getString("judged_by")),
                READER.readValue(row.getString("steps")));
    }

    private static Map<TicketId, TicketRecord> byId(List<TicketRecord> rows) {
        return rows.stream()
                .collect(Collectors.toMap(TicketRecord::id, Function.identity(), (a, b) -> a, HashMap::new));
    }

    private static <I extends Identifier> @Nullable I optional(ResultSet row, String column, Function<String, I> reader)
            throws SQLException {
        String text = row.getString(column);
        return text == null ? null : reader.apply(text);
    }

    private static @Nullable String text(@Nullable Identifier id) {
        return id == null ? null : id.text();
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    /** As PostgreSQL writes an array: an array of arrays would fall apart. Ids and keys have no character to be quoted. */
    private static String literal(List<String> texts) {
        return texts.stream().map(text -> '"' + text + '"').collect(Collectors.joining(",", "{", "}"));
    }

    private static <T> SqlArrayValue array(
            String type, Collection<T> rows, Function<T, ? extends @Nullable Object> column) {
        return new SqlArrayValue(type, rows.stream().map(column).toArray());
    }

    static List<UnitId> units(ResultSet row, String column) throws SQLException {
        return Arrays.stream((String[]) row.getArray(column).getArray())
                .map(UnitId::new)
                .toList();
    }
}
