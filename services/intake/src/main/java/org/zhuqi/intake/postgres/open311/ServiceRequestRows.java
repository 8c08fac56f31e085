package org.zhuqi.intake.postgres.open311;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.intake.application.open311.RequestFilter;
import org.zhuqi.intake.application.open311.ToldRequest;
import org.zhuqi.intake.domain.open311.ServiceRequest;
import org.zhuqi.platform.security.Caller;

/** {@code intake.service_request}, seen by whoever may see the tickets: the rule is that of the read side. */
public final class ServiceRequestRows {
    private static final String COLUMNS =
            "r.ticket_id, r.version, r.number, r.district, r.enterprise, r.filed_by, r.item,"
                    + " r.title, r.description, r.state, r.lead, r.notes, r.requested_at, r.updated_at";

    private static final String TOLD = """
            select %s, d.due
            from intake.service_request r left join intake.service_request_due d on d.ticket_id = r.ticket_id
            where r.district = :district and (%%s)
            """.formatted(COLUMNS);

    private final JdbcClient db;

    public ServiceRequestRows(JdbcClient db) {
        this.db = db;
    }

    /** Locked until the transaction ends, in the order of the ids, so that two writers never wait for each other. */
    public Map<TicketId, ServiceRequest> lock(Collection<TicketId> tickets) {
        return db
                .sql("select " + COLUMNS
                        + " from intake.service_request r where ticket_id = any(?) order by ticket_id for update")
                .param(array("uuid", tickets, TicketId::value))
                .query(ServiceRequestRows::row)
                .list()
                .stream()
                .collect(Collectors.toMap(ServiceRequest::ticket, Function.identity()));
    }

    public void save(Collection<ServiceRequest> changed) {
        if (changed.isEmpty()) {
            return;
        }
        db.sql("""
                insert into intake.service_request as stored (ticket_id, version, number, district, enterprise, filed_by,
                    item, title, description, state, lead, notes, requested_at, updated_at)
                select * from unnest(?::uuid[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[])
                    as given (ticket_id)
                order by ticket_id
                on conflict (ticket_id) do update set
                    version = excluded.version, item = excluded.item, title = excluded.title,
                    description = excluded.description, state = excluded.state, lead = excluded.lead,
                    notes = excluded.notes, updated_at = excluded.updated_at
                """)
                .param(array("uuid", changed, request -> request.ticket().value()))
                .param(array("bigint", changed, ServiceRequest::version))
                .param(array("text", changed, request -> request.number().text()))
                .param(array("text", changed, request -> request.district().text()))
                .param(array("text", changed, request -> request.enterprise().text()))
                .param(array("text", changed, request -> request.filedBy().text()))
                .param(array("text", changed, request -> request.item().text()))
                .param(array("text", changed, ServiceRequest::title))
                .param(array("text", changed, ServiceRequest::description))
                .param(array("text", changed, request -> request.state().name()))
                .param(array("text", changed, ServiceRequestRows::lead))
                .param(array("text", changed, ServiceRequest::notes))
                .param(array("text", changed, request -> request.requestedAt().toString()))
                .param(array("text", changed, request -> request.updatedAt().toString()))
                .update();
    }

    private static @Nullable String lead(ServiceRequest request) {
        return request.lead() == null ? null : request.lead().text();
    }

    public boolean isKnown(TicketId ticket) {
        return db.sql("select exists (select from intake.service_request where ticket_id = ?)")
                .param(ticket.value())
                .query(Boolean.class)
                .single();
    }

    public Optional<TicketNumber> number(TicketId ticket) {
        return db.sql("select number from intake.service_request where ticket_id = ?")
                .param(ticket.value())
                .query((row, index) -> new TicketNumber(row.getString("number")))
                .optional();
    }

    /** Those of these numbers that the caller may see, the latest first. */
    public List<ToldRequest> find(Caller caller, Collection<String> numbers) {
        return told(caller, " and r.number = any(:numbers) order by r.requested_at desc, r.ticket_id desc")
                .param("numbers", array("text", numbers, Function.identity()))
                .query(ServiceRequestRows::told)
                .list();
    }

    /** The latest first. */
    public List<ToldRequest> find(Caller caller, RequestFilter filter) {
        return told(caller, """
                         and r.requested_at between :from and :to
                         and (:anyService or r.item = any(:items))
                         and r.state = any(:states)
                         order by r.requested_at desc, r.ticket_id desc limit :most offset :skipped
                        """)
                .param("from", filter.from().atOffset(ZoneOffset.UTC))
                .param("to", filter.to().atOffset(ZoneOffset.UTC))
                .param("anyService", filter.services().isEmpty())
                .param("items", array("text", filter.services(), CatalogueItemId::text))
                .param("states", array("text", states(filter.closed()), Function.identity()))
                .param("most", filter.pageSize())
                .param("skipped", (filter.page() - 1L) * filter.pageSize())
                .query(ServiceRequestRows::told)
                .list();
    }

    private static List<String> states(@Nullable Boolean closed) {
        if (closed != null) {
            return ServiceRequest.states(closed);
        }
        return Stream.of(TicketState.values()).map(TicketState::name).toList();
    }

    /** As {@code TicketAccess} says for the two roles that a key may have; everybody else sees nothing here. */
    private JdbcClient.StatementSpec told(Caller caller, String further) {
        return switch (caller.role()) {
            case ENTERPRISE ->
                db.sql(TOLD.formatted("r.enterprise = :enterprise") + further)
                        .param("district", caller.district().text())
                        .param(
                                "enterprise",
                                caller.enterprise() == null
                                        ? ""
                                        : caller.enterprise().text());
            case OFFICER ->
                db.sql(TOLD.formatted("r.filed_by = :account or r.enterprise = any(:enterprises)") + further)
                        .param("district", caller.district().text())
                        .param("account", caller.account().text())
                        .param("enterprises", array("text", caller.looksAfter(), EnterpriseId::text));
            case HANDLER, COORDINATOR, SUPERVISOR, AUDITOR, ADMIN, IMPORTER, SYSTEM ->
                db.sql(TOLD.formatted("false") + further)
                        .param("district", caller.district().text());
        };
    }

    private static ToldRequest told(ResultSet row, int index) throws SQLException {
        OffsetDateTime due = row.getObject("due", OffsetDateTime.class);
        return new ToldRequest(row(row, index), due == null ? null : due.toInstant());
    }

    private static ServiceRequest row(ResultSet row, int index) throws SQLException {
        String lead = row.getString("lead");
        return new ServiceRequest(
                new TicketId(row.getObject("ticket_id", UUID.class)),
                row.getLong("version"),
                new TicketNumber(row.getString("number")),
                new DistrictId(row.getString("district")),
                new EnterpriseId(row.getString("enterprise")),
                new AccountId(row.getString("filed_by")),
                new CatalogueItemId(row.getString("item")),
                row.getString("title"),
                row.getString("description"),
                TicketState.valueOf(row.getString("state")),
                lead == null ? null : new UnitId(lead),
                row.getString("notes"),
                instant(row, "requested_at"),
                instant(row, "updated_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static <T> SqlArrayValue array(
            String type, Collection<T> rows, Function<T, ? extends @Nullable Object> column) {
        return new SqlArrayValue(type, rows.stream().map(column).toArray());
    }
}
