package org.zhuqi.dispatch.postgres.routing;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.dispatch.domain.TicketFacts;

/** {@code dispatch.routing_turn}: each time that a ticket went to a lead. */
public final class TurnRows {
    private final JdbcClient db;

    public TurnRows(JdbcClient db) {
        this.db = db;
    }

    /** @param sequence of the event that gave it to the unit */
    public record Begun(TicketFacts ticket, long sequence, UnitId unit, Instant at) {}

    /** @param sequence of the event with which it came back */
    public record CameBack(TicketId ticket, long sequence, UnitId unit, Instant at) {}

    public void begin(List<Begun> turns) {
        if (turns.isEmpty()) {
            return;
        }
        db.sql("""
                insert into dispatch.routing_turn (ticket_id, sequence, district, unit, chain, place, since)
                select ticket_id, sequence, district, unit, chain, place, since::timestamptz
                from unnest(?::uuid[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                    as given (ticket_id, sequence, district, unit, chain, place, since)
                on conflict do nothing
                """)
                .param(array("uuid", turns, turn -> turn.ticket().ticket().value()))
                .param(array("bigint", turns, Begun::sequence))
                .param(array("text", turns, turn -> turn.ticket().district().text()))
                .param(array("text", turns, turn -> turn.unit().text()))
                .param(array(
                        "text",
                        turns,
                        turn -> turn.ticket().chain() == null
                                ? null
                                : turn.ticket().chain().text()))
                .param(array(
                        "text",
                        turns,
                        turn -> turn.ticket().place() == null
                                ? null
                                : turn.ticket().place().text()))
                .param(array(
                        "text",
                        turns,
                        turn -> turn.at().atOffset(ZoneOffset.UTC).toString()))
                .update();
    }

    /** Ends the last turn of that unit before that event. */
    public void end(List<CameBack> turns) {
        if (turns.isEmpty()) {
            return;
        }
        db.sql("""
                update dispatch.routing_turn as turn set came_back = given.at::timestamptz
                from unnest(?::uuid[], ?::bigint[], ?::text[], ?::text[]) as given (ticket_id, sequence, unit, at)
                where turn.ticket_id = given.ticket_id
                    and turn.sequence = (select max(last.sequence) from dispatch.routing_turn as last
                                         where last.ticket_id = given.ticket_id and last.unit = given.unit
                                             and last.sequence < given.sequence)
                """)
                .param(array("uuid", turns, turn -> turn.ticket().value()))
                .param(array("bigint", turns, CameBack::sequence))
                .param(array("text", turns, turn -> turn.unit().text()))
                .param(array(
                        "text",
                        turns,
                        turn -> turn.at().atOffset(ZoneOffset.UTC).toString()))
                .update();
    }

    private static <T> SqlArrayValue array(
            String type, Collection<T> rows, Function<T, ? extends @Nullable Object> column) {
        return new SqlArrayValue(type, rows.stream().map(column).toArray());
    }
}
