package org.zhuqi.platform.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.Identifier;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.TicketState;

/**
 * The table {@code ticket_access} of a service's own schema, made by the service's own migration:
 *
 * <pre>{@code
 * create table ticket_access (
 *     ticket_id  uuid primary key,
 *     version    bigint not null,
 *     district   text   not null,
 *     enterprise text   not null,
 *     filed_by   text   not null,
 *     chain      text,
 *     place      text,
 *     leads      text[] not null,
 *     assistants text[] not null,
 *     state      text   not null
 * ) with (fillfactor = 80);
 * }</pre>
 */
public final class TicketAccessRows {
    private static final Pattern SCHEMA = Pattern.compile("[a-z][a-z0-9_]*");

    private final JdbcClient db;
    private final String table;

    /** @param schema of the service that keeps them, such as {@code intake} */
    public TicketAccessRows(JdbcClient db, String schema) {
        if (!SCHEMA.matcher(schema).matches()) {
            throw new IllegalArgumentException("'%s' is no name of a schema".formatted(schema));
        }
        this.db = db;
        this.table = schema + ".ticket_access";
    }

    public Map<TicketId, AccessRecord> find(Collection<TicketId> tickets) {
        return byId(tickets, "where ticket_id = any(?)");
    }

    /** Locked until the transaction ends, in the order of the ids, so that two writers never wait for each other. */
    Map<TicketId, AccessRecord> lock(Collection<TicketId> tickets) {
        return byId(tickets, "where ticket_id = any(?) order by ticket_id for update");
    }

    private Map<TicketId, AccessRecord> byId(Collection<TicketId> tickets, String which) {
        return db
                .sql("""
                        select ticket_id, version, district, enterprise, filed_by, chain, place, leads, assistants, state
                        from %s %s
                        """.formatted(table, which))
                .param(array("uuid", tickets, TicketId::value))
                .query(TicketAccessRows::row)
                .list()
                .stream()
                .collect(Collectors.toMap(AccessRecord::ticket, Function.identity()));
    }

    void save(Collection<AccessRecord> records) {
        if (records.isEmpty()) {
            return;
        }
        db.sql("""
                insert into %s as stored (ticket_id, version, district, enterprise, filed_by, chain, place, leads,
                    assistants, state)
                select ticket_id, version, district, enterprise, filed_by, chain, place, leads::text[],
                    assistants::text[], state
                from unnest(?::uuid[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::text[])
                    as given (ticket_id, version, district, enterprise, filed_by, chain, place, leads, assistants, state)
                order by ticket_id
                on conflict (ticket_id) do update set
                    version = excluded.version, leads = excluded.leads, assistants = excluded.assistants,
                    state = excluded.state
                """.formatted(table))
                .param(array("uuid", records, record -> record.ticket().value()))
                .param(array("bigint", records, AccessRecord::version))
                .param(array("text", records, record -> record.district().text()))
                .param(array("text", records, record -> record.enterprise().text()))
                .param(array("text", records, record -> record.filedBy().text()))
                .param(array("text", records, record -> text(record.chain())))
                .param(array("text", records, record -> text(record.place())))
                .param(array("text", records, record -> literal(record.leads())))
                .param(array("text", records, record -> literal(record.assistants())))
                .param(array("text", records, record -> record.state().name()))
                .update();
    }

    private static AccessRecord row(ResultSet row, int index) throws SQLException {
        return new AccessRecord(
                new TicketId(row.getObject("ticket_id", java.util.UUID.class)),
                row.getLong("version"),
                new DistrictId(row.getString("district")),
                new EnterpriseId(row.getString("enterprise")),
                new AccountId(row.getString("filed_by")),
                optional(row.getString("chain"), ChainId::new),
                optional(row.getString("place"), PlaceId::new),
                units(row, "leads"),
                units(row, "assistants"),
                TicketState.valueOf(row.getString("state")));
    }

    private static <T> @Nullable T optional(@Nullable String text, Function<String, T> reader) {
        return text == null ? null : reader.apply(text);
    }

    private static @Nullable String text(@Nullable Identifier id) {
        return id == null ? null : id.text();
    }

    private static List<UnitId> units(ResultSet row, String column) throws SQLException {
        return Arrays.stream((String[]) row.getArray(column).getArray())
                .map(UnitId::new)
                .toList();
    }

    /** As PostgreSQL writes an array: an array of arrays would fall apart. Ids have no character to be quoted. */
    private static String literal(List<UnitId> units) {
        return units.stream().map(unit -> '"' + unit.text() + '"').collect(Collectors.joining(",", "{", "}"));
    }

    private static <T> SqlArrayValue array(
            String type, Collection<T> rows, Function<T, ? extends @Nullable Object> column) {
        return new SqlArrayValue(type, rows.stream().map(column).toArray());
    }
}
