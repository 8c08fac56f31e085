package org.zhuqi.dispatch.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.Identifier;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.dispatch.domain.Visit;
import org.zhuqi.dispatch.domain.VisitFilter;
import org.zhuqi.platform.security.Caller;

/** {@code dispatch.visit}. */
public final class VisitRows {
    private static final String COLUMNS = """
            v.id, v.version, v.district, v.enterprise, v.visited_on, v.officers, v.units, v.purpose, v.findings, v.tickets,
            v.chain, v.place, v.recorded_by, v.recorded_at, v.struck_out_because, v.struck_out_by, v.struck_out_at
            """;
    private static final int MOST_GROUPS = 1000;

    private final JdbcClient db;

    public VisitRows(JdbcClient db) {
        this.db = db;
    }

    /** An officer filed a ticket. */
    public record Filing(EnterpriseId enterprise, LocalDate day, AccountId officer, TicketId ticket) {}

    /** How many visits, to how many enterprises. */
    public record Count<T extends @Nullable Object>(T of, long visits, long enterprises) {}

    /** @param problems tickets that were filed for what was found */
    public record Totals(long visits, long enterprises, long withFindings, long problems) {}

    /** Until the transaction ends nobody else writes down a visit there on that day, or counts in what was filed then. */
    public void holdDay(DistrictId district, EnterpriseId enterprise, LocalDate day) {
        db.sql("select pg_advisory_xact_lock(hashtextextended(?, 135))")
                .param(district + "/" + enterprise + "/" + day)
                .query((row, index) -> true)
                .single();
    }

    public Optional<Visit> find(DistrictId district, SubjectId id) {
        return one("where v.district = ? and v.id = ?", district.text(), id.value());
    }

    /** Locked until the transaction ends. */
    public Optional<Visit> lock(DistrictId district, SubjectId id) {
        return one("where v.district = ? and v.id = ? for update", district.text(), id.value());
    }

    /** The one that counts. */
    public Optional<Visit> find(DistrictId district, EnterpriseId enterprise, LocalDate day) {
        return one(
                "where v.district = ? and v.enterprise = ? and v.visited_on = ? and v.struck_out_at is null",
                district.text(),
                enterprise.text(),
                day);
    }

    private Optional<Visit> one(String which, Object... values) {
        return db.sql("select " + COLUMNS + " from dispatch.visit v " + which)
                .params(values)
                .query(VisitRows::visit)
                .optional();
    }

    /** What told the request apart with which the visit was written down. */
    public Optional<String> request(SubjectId id) {
        return db.sql("select request from dispatch.visit where id = ? and request is not null")
                .param(id.value())
                .query(String.class)
                .optional();
    }

    /** @return false if there is one of that id, or one that counts there on that day */
    public boolean add(Visit visit, String request) {
        return db.sql("""
                        insert into dispatch.visit (id, version, district, enterprise, visited_on, officers, units, purpose,
                            findings, tickets, chain, place, recorded_by, recorded_at, request)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict do nothing
                        """)
                        .param(visit.id().value())
                        .param(visit.version())
                        .param(visit.district().text())
                        .param(visit.enterprise().text())
                        .param(visit.visitedOn())
                        .param(Narrowing.texts(visit.officers()))
                        .param(Narrowing.texts(visit.units()))
                        .param(visit.purpose())
                        .param(visit.findings())
                        .param(uuids(visit.tickets()))
                        .param(text(visit.chain()))
                        .param(text(visit.place()))
                        .param(visit.recordedBy().text())
                        .param(visit.recordedAt().atOffset(ZoneOffset.UTC))
                        .param(request)
                        .update()
                == 1;
    }

    /** What may change of it. */
    public void save(Visit visit) {
        Visit.StruckOut mistake = visit.struckOut();
        db.sql("""
                update dispatch.visit set version = ?, officers = ?, units = ?, purpose = ?, findings = ?, tickets = ?,
                    struck_out_because = ?, struck_out_by = ?, struck_out_at = ?
                where id = ?
                """)
                .param(visit.version())
                .param(Narrowing.texts(visit.officers()))
                .param(Narrowing.texts(visit.units()))
                .param(visit.purpose())
                .param(visit.findings())
                .param(uuids(visit.tickets()))
                .param(mistake == null ? null : mistake.reason())
                .param(mistake == null ? null : mistake.by().text())
                .param(mistake == null ? null : mistake.at().atOffset(ZoneOffset.UTC))
                .param(visit.id().value())
                .update();
    }

    /** Those that count, on whose day an officer who was there filed a ticket; locked, by ticket. */
    public Map<TicketId, Visit> lockThoseOf(DistrictId district, Collection<Filing> filings) {
        Map<TicketId, Visit> found = new HashMap<>();
        db.sql("select " + COLUMNS + """
                , filed.ticket as filed_ticket
                from unnest(?::text[], ?::date[], ?::text[], ?::uuid[]) as filed (enterprise, day, officer, ticket)
                join dispatch.visit v on v.enterprise = filed.enterprise and v.visited_on = filed.day
                    and filed.officer = any(v.officers)
                where v.district = ? and v.struck_out_at is null
                order by v.id
                for update of v
                """)
                .param(array("text", filings, it -> it.enterprise().text()))
                .param(array("text", filings, it -> it.day().toString()))
                .param(array("text", filings, it -> it.officer().text()))
                .param(array("uuid", filings, it -> it.ticket().value()))
                .param(district.text())
                .query((row, index) ->
                        found.put(new TicketId(row.getObject("filed_ticket", UUID.class)), visit(row, index)) == null)
                .list();
        return found;
    }

    /** Tickets that one of these officers filed for the enterprise in that time. */
    public List<TicketId> filedBy(
            Collection<AccountId> officers, DistrictId district, EnterpriseId enterprise, Instant from, Instant to) {
        return db.sql("""
                        select ticket_id from dispatch.ticket
                        where district = ? and enterprise = ? and submitted_at >= ? and submitted_at < ?
                            and facts ->> 'filedBy' = any(?)
                        order by submitted_at, ticket_id
                        """)
                .param(district.text())
                .param(enterprise.text())
                .param(from.atOffset(ZoneOffset.UTC))
                .param(to.atOffset(ZoneOffset.UTC))
                .param(Narrowing.texts(officers))
                .query((row, index) -> new TicketId(row.getObject(1, UUID.class)))
                .list();
    }

    /** The latest day first. */
    public List<Visit> page(VisitFilter filter, Caller caller, int limit) {
        Narrowing where = narrowed(filter, caller);
        VisitFilter.Position after = filter.after();
        if (after != null) {
            where.and(
                    "(v.visited_on, v.id) < (?, ?)",
                    after.visitedOn(),
                    after.id().value());
        }
        return db.sql("select " + COLUMNS + " from dispatch.visit v where " + where.sql()
                        + " order by v.visited_on desc, v.id desc limit ?")
                .params(where.parametersAnd(limit))
                .query(VisitRows::visit)
                .list();
    }

    public Totals totals(VisitFilter filter, Caller caller) {
        Narrowing where = narrowed(filter, caller);
        return db.sql(chosen(where) + """
                        select count(*), count(distinct enterprise), count(findings),
                            (select count(distinct ticket) from chosen, unnest(chosen.tickets) as ticket)
                        from chosen
                        """)
                .params(where.parameters())
                .query((row, index) -> new Totals(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .single();
    }

    /** The busiest first. A visit counts for each officer who was there. */
    public List<Count<AccountId>> byOfficer(VisitFilter filter, Caller caller) {
        Narrowing where = narrowed(filter, caller);
        return db.sql(chosen(where) + """
                        select officer, count(*), count(distinct enterprise)
                        from chosen, unnest(chosen.officers) as officer
                        group by officer order by 2 desc, 1 limit ?
                        """)
                .params(where.parametersAnd(MOST_GROUPS))
                .query((row, index) -> new Count<>(new AccountId(row.getString(1)), row.getLong(2), row.getLong(3)))
                .list();
    }

    /** The most visited first; null for enterprises that belong to no town or park. */
    public List<Count<@Nullable PlaceId>> byPlace(VisitFilter filter, Caller caller) {
        Narrowing where = narrowed(filter, caller);
        return db.sql(chosen(where) + """
                        select place, count(*), count(distinct enterprise)
                        from chosen group by place order by 2 desc, 1 limit ?
                        """)
                .params(where.parametersAnd(MOST_GROUPS))
                .query((row, index) -> new Count<@Nullable PlaceId>(
                        optional(row.getString(1), PlaceId::new), row.getLong(2), row.getLong(3)))
                .list();
    }

    /** On which day each enterprise was visited last, of those visited at all. */
    public Map<EnterpriseId, LocalDate> last(DistrictId district, LocalDate from, LocalDate to) {
        Map<EnterpriseId, LocalDate> last = new HashMap<>();
        db.sql("""
                select enterprise, max(visited_on) from dispatch.visit
                where district = ? and visited_on between ? and ? and struck_out_at is null
                group by enterprise
                """)
                .params(district.text(), from, to)
                .query((row, index) ->
                        last.put(new EnterpriseId(row.getString(1)), row.getObject(2, LocalDate.class)) == null)
                .list();
        return last;
    }

    private static String chosen(Narrowing where) {
        return "with chosen as (select v.enterprise, v.officers, v.place, v.findings, v.tickets from dispatch.visit v where "
                + where.sql() + ")\n";
    }

    private static Narrowing narrowed(VisitFilter filter, Caller caller) {
        Narrowing where = shownTo(caller)
                .and(filter.struckOut() ? "v.struck_out_at is not null" : "v.struck_out_at is null")
                .andIf("v.enterprise = ?", filter.enterprise())
                .andIf("v.officers @> array[?::text]", filter.officer())
                .andIf("v.units @> array[?::text]", filter.unit())
                .andIf("v.visited_on >= ?", filter.from())
                .andIf("v.visited_on <= ?", filter.to())
                .andIf("v.chain = ?", filter.chain())
                .andIf("v.place = ?", filter.place());
        return filter.withoutTicket() ? where.and("cardinality(v.tickets) = 0") : where;
    }

    /** {@link Visit#isShownTo} in SQL. */
    private static Narrowing shownTo(Caller caller) {
        Narrowing where = Narrowing.to("v.district = ?", caller.district().text());
        return switch (caller.role()) {
            case ENTERPRISE ->
                caller.enterprise() == null
                        ? where.and("false")
                        : where.and("v.enterprise = ?", caller.enterprise().text());
            case OFFICER ->
                where.and(
                        "(v.officers @> array[?::text] or v.enterprise = any(?))",
                        caller.account().text(),
                        Narrowing.texts(caller.looksAfter()));
            case HANDLER ->
                caller.unit() == null
                        ? where.and("false")
                        : where.and("v.units @> array[?::text]", caller.unit().text());
            case COORDINATOR, SUPERVISOR -> where.within(caller.jurisdiction(), "v");
            case AUDITOR, ADMIN -> where;
            case IMPORTER, SYSTEM -> where.and("false");
        };
    }

    private static Visit visit(ResultSet row, int index) throws SQLException {
        OffsetDateTime struckOutAt = row.getObject("struck_out_at", OffsetDateTime.class);
        return new Visit(
                new SubjectId(row.getObject("id", UUID.class)),
                row.getLong("version"),
                new DistrictId(row.getString("district")),
                new EnterpriseId(row.getString("enterprise")),
                row.getObject("visited_on", LocalDate.class),
                list(row, "officers", text -> new AccountId((String) text)),
                list(row, "units", text -> new UnitId((String) text)),
                row.getString("purpose"),
                row.getString("findings"),
                list(row, "tickets", id -> new TicketId((UUID) id)),
                optional(row.getString("chain"), ChainId::new),
                optional(row.getString("place"), PlaceId::new),
                new AccountId(row.getString("recorded_by")),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                struckOutAt == null
                        ? null
                        : new Visit.StruckOut(
                                row.getString("struck_out_because"),
                                new AccountId(row.getString("struck_out_by")),
                                struckOutAt.toInstant()));
    }

    private static <T> List<T> list(ResultSet row, String column, Function<Object, T> reader) throws SQLException {
        return Arrays.stream((Object[]) row.getArray(column).getArray())
                .map(reader)
                .toList();
    }

    private static <T> @Nullable T optional(@Nullable String text, Function<String, T> reader) {
        return text == null ? null : reader.apply(text);
    }

    private static @Nullable String text(@Nullable Identifier id) {
        return id == null ? null : id.text();
    }

    private static SqlArrayValue uuids(Collection<TicketId> tickets) {
        return new SqlArrayValue("uuid", tickets.stream().map(TicketId::value).toArray());
    }

    private static <T> SqlArrayValue array(String type, Collection<T> rows, Function<T, Object> column) {
        return new SqlArrayValue(type, rows.stream().map(column).toArray());
    }
}
