package org.zhuqi.dispatch.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.MeetingKind;
import org.zhuqi.contracts.dispatch.MeetingDecision;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.dispatch.domain.Meeting;
import org.zhuqi.dispatch.domain.MeetingStatus;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.security.Caller;

/** {@code dispatch.meeting} and {@code dispatch.meeting_decision}. */
public final class MeetingRows {
    private final JdbcClient db;

    public MeetingRows(JdbcClient db) {
        this.db = db;
    }

    /** @param fingerprint of the request that made it */
    public record Known(Meeting meeting, String fingerprint) {}

    /** @param after where the page before ended */
    public record Query(
            @Nullable MeetingKind kind,
            @Nullable MeetingStatus status,
            @Nullable TicketId ticket,
            @Nullable UnitId unit,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String q,
            @Nullable Place after,
            int limit) {
        public record Place(Instant startsAt, SubjectId meeting) {}
    }

    /** @param unit null for any */
    public record DecisionQuery(
            @Nullable Boolean open,
            @Nullable UnitId unit,
            @Nullable LocalDate due,
            @Nullable Row after,
            int limit) {
        public record Row(String due, SubjectId meeting, int number) {}
    }

    /** @param recorded whether the ticket's history has it; null if the ticket was not told */
    public record Decided(
            Meeting meeting,
            MeetingDecision decision,
            @Nullable Boolean recorded) {}

    /** @return false if there is one with this id */
    public boolean add(Meeting meeting, String fingerprint) {
        return db.sql("""
                insert into dispatch.meeting (meeting, district, version, kind, status, starts_at, title, tickets, units,
                    accounts, enterprises, fingerprint, body)
                values (:meeting, :district, :version, :kind, :status, :starts, :title, :tickets, :units, :accounts,
                    :enterprises, :fingerprint, :body::jsonb)
                on conflict (meeting) do nothing
                """)
                        .params(columns(meeting)
                                .with("district", meeting.district().text())
                                .with("fingerprint", fingerprint)
                                .values())
                        .update()
                == 1;
    }

    /** Inside of the transaction that locked it. */
    public void save(Meeting meeting) {
        db.sql("""
                update dispatch.meeting set version = :version, kind = :kind, status = :status, starts_at = :starts,
                    title = :title, tickets = :tickets, units = :units, accounts = :accounts,
                    enterprises = :enterprises, body = :body::jsonb
                where meeting = :meeting
                """).params(columns(meeting).values()).update();
        List<Object> done =
                meeting.done().stream().<Object>map(Meeting.Done::number).toList();
        if (!done.isEmpty()) {
            db.sql(
                            "update dispatch.meeting_decision set done = true where meeting = ? and number = any(?) and not done")
                    .param(meeting.id().value())
                    .param(new SqlArrayValue("integer", done.toArray()))
                    .update();
        }
    }

    private static ConditionList columns(Meeting meeting) {
        var plan = meeting.plan();
        return new ConditionList()
                .with("meeting", meeting.id().value())
                .with("version", meeting.version())
                .with("kind", plan.kind().name())
                .with("status", meeting.status().name())
                .with("starts", plan.startsAt().atOffset(ZoneOffset.UTC))
                .with("title", plan.title())
                .with(
                        "tickets",
                        new SqlArrayValue(
                                "uuid",
                                plan.agenda().stream()
                                        .<Object>map(TicketId::value)
                                        .toArray()))
                .withTexts("units", plan.units().stream().map(UnitId::text).toList())
                .withTexts(
                        "accounts",
                        plan.accounts().stream().map(AccountId::text).toList())
                .withTexts(
                        "enterprises",
                        plan.enterprises().stream().map(EnterpriseId::text).toList())
                .with("body", Json.MAPPER.writeValueAsString(meeting));
    }

    public Optional<Known> find(SubjectId id) {
        return db.sql("select body, fingerprint from dispatch.meeting where meeting = ?")
                .param(id.value())
                .query((row, index) -> new Known(read(row), row.getString("fingerprint")))
                .optional();
    }

    /** Until the transaction ends nobody else writes it. */
    public Optional<Meeting> lock(SubjectId id) {
        return db.sql("select body from dispatch.meeting where meeting = ? for update")
                .param(id.value())
                .query((row, index) -> read(row))
                .optional();
    }

    public boolean isShownTo(Caller caller, SubjectId id) {
        return shownTo(caller, id).isPresent();
    }

    public Optional<Meeting> shownTo(Caller caller, SubjectId id) {
        ConditionList where = scope(caller).and("m.meeting = :id", "id", id.value());
        return db.sql("select m.body from dispatch.meeting m where " + where.sql())
                .params(where.values())
                .query((row, index) -> read(row))
                .optional();
    }

    /** The latest first; one more than asked for, if there is more. */
    public List<Meeting> page(Caller caller, Query query) {
        ConditionList where = scope(caller)
                .and(
                        "m.kind = :kind",
                        "kind",
                        query.kind() == null ? null : query.kind().name())
                .and(
                        "m.status = :status",
                        "status",
                        query.status() == null ? null : query.status().name())
                .and(
                        "m.tickets @> array[:ticket]",
                        "ticket",
                        query.ticket() == null ? null : query.ticket().value())
                .and(
                        "m.units @> array[:unit::text]",
                        "unit",
                        query.unit() == null ? null : query.unit().text())
                .and("m.starts_at >= :from", "from", utc(query.from()))
                .and("m.starts_at < :to", "to", utc(query.to()))
                .and("m.title ilike :q", "q", ConditionList.pattern(query.q()));
        if (query.after() != null) {
            where.and("(m.starts_at, m.meeting) < (:afterTime, :afterMeeting)")
                    .with("afterTime", query.after().startsAt().atOffset(ZoneOffset.UTC))
                    .with("afterMeeting", query.after().meeting().value());
        }
        return db.sql("""
                        select m.body from dispatch.meeting m where %s
                        order by m.starts_at desc, m.meeting desc limit :limit
                        """.formatted(where.sql()))
                .params(where.with("limit", query.limit() + 1).values())
                .query((row, index) -> read(row))
                .list();
    }

    private static @Nullable Object utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    /** Who may know of a meeting {@code m}: the administration of its tickets, those asked to come, and whose ticket it is about. */
    private static ConditionList scope(Caller caller) {
        ConditionList where = new ConditionList()
                .and("m.district = :district", "district", caller.district().text());
        return switch (caller.role()) {
            case AUDITOR, IMPORTER -> where;
            case COORDINATOR, SUPERVISOR ->
                caller.jurisdiction().equals(Jurisdiction.WHOLE_DISTRICT)
                        ? where
                        : where.and(OwnTickets.among("m.tickets", caller, where));
            case HANDLER ->
                where.and("""
                        m.units @> array[:ownUnit::text] or m.accounts @> array[:me::text]
                        or exists (select from dispatch.meeting_decision d
                            where d.meeting = m.meeting and d.unit = :ownUnit)
                        or %s""".formatted(OwnTickets.among("m.tickets", caller, where)))
                        .with("me", caller.account().text());
            case OFFICER ->
                where.and("m.accounts @> array[:me::text] or m.enterprises && :looksAfter or "
                                + OwnTickets.among("m.tickets", caller, where))
                        .with("me", caller.account().text());
            case ENTERPRISE ->
                where.and("m.enterprises @> array[:ownEnterprise::text] or "
                        + OwnTickets.among("m.tickets", caller, where));
            case ADMIN, SYSTEM -> where.and("false");
        };
    }

    /**
     * Those to which a person is asked to come: by name, as the chair, as who called it, for the unit or enterprise that the
     * person speaks for, or with an enterprise that the person looks after. The next first; what was called off, too.
     */
    public List<Meeting> of(Caller person, Instant from, int limit) {
        return db.sql("""
                        select m.body from dispatch.meeting m
                        where m.district = :district and m.starts_at >= :from and (
                            m.accounts @> array[:me::text] or m.units @> array[:unit::text]
                            or m.enterprises && :enterprises::text[]
                            or m.body #>> '{plan,chair}' = :me or m.body ->> 'calledBy' = :me)
                        order by m.starts_at, m.meeting limit :limit
                        """)
                .param("district", person.district().text())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("me", person.account().text())
                .param("unit", person.unit() == null ? null : person.unit().text())
                .param(
                        "enterprises",
                        new SqlArrayValue(
                                "text",
                                Stream.concat(Stream.ofNullable(person.enterprise()), person.looksAfter().stream())
                                        .<Object>map(EnterpriseId::text)
                                        .toArray()))
                .param("limit", limit)
                .query((row, index) -> read(row))
                .list();
    }

    // -- decisions --------------------------------------------------------------------------------------------------

    /** @param asked the command that tells the ticket; null if it is not told */
    public void decide(Meeting meeting, MeetingDecision decision, @Nullable CommandId asked) {
        db.sql("""
                insert into dispatch.meeting_decision (meeting, number, district, ticket, unit, due, done, asked, recorded)
                values (?, ?, ?, ?, ?, ?, ?, ?, false)
                on conflict (meeting, number) do update set
                    ticket = excluded.ticket, unit = excluded.unit, due = excluded.due, done = excluded.done,
                    asked = excluded.asked, recorded = false
                """)
                .param(meeting.id().value())
                .param(decision.number())
                .param(meeting.district().text())
                .param(decision.ticket() == null ? null : decision.ticket().value())
                .param(decision.unit().text())
                .param(decision.due())
                .param(meeting.done(decision.number()).isPresent())
                .param(asked == null ? null : asked.value())
                .update();
    }

    /** What the ticket need not be told of. */
    public void decideAgain(Meeting meeting, MeetingDecision decision) {
        db.sql("update dispatch.meeting_decision set unit = ?, due = ? where meeting = ? and number = ?")
                .param(decision.unit().text())
                .param(decision.due())
                .param(meeting.id().value())
                .param(decision.number())
                .update();
    }

    /** Those that a correction left out stand no more. */
    public void keepDecisions(Meeting meeting) {
        db.sql("delete from dispatch.meeting_decision where meeting = ? and not (number = any(?))")
                .param(meeting.id().value())
                .param(new SqlArrayValue(
                        "integer",
                        meeting.decisions().stream()
                                .<Object>map(MeetingDecision::number)
                                .toArray()))
                .update();
    }

    /** Some of these commands may have told a decision. */
    public void recorded(Collection<CommandId> commands) {
        db.sql("update dispatch.meeting_decision set recorded = true where asked = any(?) and not recorded")
                .param(new SqlArrayValue(
                        "uuid", commands.stream().<Object>map(CommandId::value).toArray()))
                .update();
    }

    /** The numbers of the decisions of which the ticket was told, and whether its history has them. */
    public List<Decided> decided(Meeting meeting) {
        return decided(
                new ConditionList()
                        .and("d.meeting = :meeting", "meeting", meeting.id().value()),
                "d.number",
                1000);
    }

    /** By what is due first; one more than asked for, if there is more. */
    public List<Decided> page(Caller caller, DecisionQuery query) {
        ConditionList where = scope(caller)
                .and("d.done = :done", "done", query.open() == null ? null : !query.open())
                .and(
                        "d.unit = :unit",
                        "unit",
                        query.unit() == null ? null : query.unit().text())
                .and("d.due <= :due", "due", query.due());
        if (query.after() != null) {
            where.and(
                            "(coalesce(d.due, 'infinity'), d.meeting, d.number) > (:afterDue::date, :afterMeeting, :afterNumber)")
                    .with("afterDue", query.after().due())
                    .with("afterMeeting", query.after().meeting().value())
                    .with("afterNumber", query.after().number());
        }
        return decided(where, "coalesce(d.due, 'infinity'), d.meeting, d.number", query.limit() + 1);
    }

    private List<Decided> decided(ConditionList where, String order, int limit) {
        return db.sql("""
                        select m.body, d.number, d.asked, d.recorded
                        from dispatch.meeting_decision d join dispatch.meeting m using (meeting)
                        where %s order by %s limit :limit
                        """.formatted(where.sql(), order))
                .params(where.with("limit", limit).values())
                .query((row, index) -> {
                    Meeting meeting = read(row);
                    return new Decided(
                            meeting,
                            meeting.decision(row.getInt("number")).orElseThrow(),
                            row.getObject("asked", UUID.class) == null ? null : row.getBoolean("recorded"));
                })
                .list();
    }

    private static Meeting read(ResultSet row) throws SQLException {
        return Json.MAPPER.readValue(row.getString("body"), Meeting.class);
    }
}
