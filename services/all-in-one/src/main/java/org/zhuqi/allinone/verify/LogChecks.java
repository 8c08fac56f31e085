package org.zhuqi.allinone.verify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.messaging.HashChain;
import org.zhuqi.platform.messaging.StoredEvent;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.ticket.domain.Ticket;
import org.zhuqi.ticket.postgres.PostgresTicketLog;
import tools.jackson.core.JacksonException;

/** The engine's own books: sequences, hashes, and the tickets as the fold of their events. */
final class LogChecks {
    private static final int FETCH = 2_000;

    private final DataSource database;
    private final Check sequences = new Check("events of each ticket are numbered 1, 2, 3 without a gap");
    private final Check hashes = new Check("hashes chain: no event was changed, taken out or put in");
    private final Check tickets = new Check("each ticket is the fold of its events");
    private final Check numbers = new Check("ticket numbers run without gaps in each district and year");
    private final Check once = new Check("no command was both accepted and refused");

    private @Nullable TicketId ticket;
    private long sequence;
    private byte[] hash = HashChain.start();
    private @Nullable Ticket fold;
    private @Nullable TicketNumber number;
    private @Nullable Kept kept;

    /** A ticket's row, which should be what its events say. */
    private record Kept(String snapshot, String state, long version, String number, String lastHash) {
        static @Nullable Kept read(ResultSet rows) throws SQLException {
            String snapshot = rows.getString("snapshot");
            return snapshot == null
                    ? null
                    : new Kept(
                            snapshot,
                            rows.getString("state"),
                            rows.getLong("version"),
                            rows.getString("number"),
                            rows.getString("last_hash"));
        }

        boolean says(@Nullable Ticket fold, @Nullable TicketNumber told, byte[] hash) {
            return fold != null
                    && told != null
                    && isSnapshotOf(fold)
                    && state.equals(fold.state().name())
                    && version == fold.version()
                    && number.equals(told.text())
                    && lastHash.equals(HexFormat.of().formatHex(hash));
        }

        private boolean isSnapshotOf(Ticket fold) {
            try {
                return fold.equals(Json.MAPPER.readValue(snapshot, Ticket.class));
            } catch (JacksonException e) {
                return false;
            }
        }
    }

    LogChecks(DataSource database) {
        this.database = database;
    }

    List<Check> run() {
        try (Connection connection = database.getConnection()) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            walkTheLog(connection);
            count(connection, numbers, "ticket.number_counter", """
                    with given as (
                      select split_part(number, '-', 1) as district, split_part(number, '-', 2)::int as year,
                             count(*) as tickets, max(split_part(number, '-', 3)::bigint) as highest
                      from ticket.ticket where number ~ '^[A-Z]+-[0-9]+-[0-9]+$' group by 1, 2)
                    select coalesce(c.district, g.district) || '-' || coalesce(c.year, g.year) || ': counter at '
                           || coalesce(c.last, 0) || ', ' || coalesce(g.tickets, 0) || ' tickets up to '
                           || coalesce(g.highest, 0)
                    from ticket.number_counter c full join given g on g.district = c.district and g.year = c.year
                    where coalesce(c.last, 0) <> coalesce(g.tickets, 0) or coalesce(c.last, 0) <> coalesce(g.highest, 0)
                    """);
            count(connection, once, "ticket.refused_command", """
                    select 'command ' || r.command_id from ticket.refused_command r
                    join ticket.event e on e.command_id = r.command_id
                    """);
            count(connection, tickets, null, """
                    select 'ticket ' || t.number || ' has no event' from ticket.ticket t
                    where not exists (select 1 from ticket.event e where e.ticket_id = t.id)
                    """);
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException("the log cannot be read", e);
        }
        return List.of(sequences, hashes, tickets, numbers, once);
    }

    private void walkTheLog(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select e.ticket_id, e.sequence, e.type, e.occurred_at, e.body, e.previous_hash, e.hash,
                       e.command_id, e.recorded_at, t.snapshot, t.state, t.version, t.number, encode(t.last_hash, 'hex') as last_hash
                from ticket.event e left join ticket.ticket t on t.id = e.ticket_id
                order by e.ticket_id, e.sequence
                """)) {
            query.setFetchSize(FETCH);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    TicketId id = new TicketId(rows.getObject(1, UUID.class));
                    if (!id.equals(ticket)) {
                        finishTicket();
                        ticket = id;
                        sequence = 0;
                        hash = HashChain.start();
                        fold = null;
                        number = null;
                        kept = Kept.read(rows);
                    }
                    try {
                        take(
                                PostgresTicketLog.storedEvent(rows, 1),
                                new CommandId(rows.getObject("command_id", UUID.class)),
                                rows.getObject("recorded_at", OffsetDateTime.class)
                                        .toInstant());
                    } catch (IllegalStateException e) {
                        tickets.fault("ticket %s event %d: %s".formatted(id, rows.getLong(2), e.getMessage()));
                    }
                }
                finishTicket();
            }
        }
    }

    private void take(StoredEvent event, CommandId command, Instant recorded) {
        sequences.lookedAtOne();
        if (event.sequence() != sequence + 1) {
            sequences.fault("ticket %s: event %d follows %d".formatted(event.ticketId(), event.sequence(), sequence));
        }
        sequence = event.sequence();
        hashes.lookedAtOne();
        if (!Arrays.equals(event.previousHash(), hash)
                || !Arrays.equals(event.hash(), HashChain.next(event.previousHash(), event.body()))) {
            hashes.fault("ticket %s event %d".formatted(event.ticketId(), event.sequence()));
        }
        hash = event.hash();
        try {
            EventMessage<?> message = Wire.readEventBody(event.type(), event.body());
            number = message.number();
            if (!message.ticketId().equals(event.ticketId())
                    || message.sequence() != event.sequence()
                    || !message.commandId().equals(command)
                    || !message.occurredAt().equals(event.occurredAt())
                    || !message.recordedAt().equals(recorded)) {
                tickets.fault("ticket %s event %d: its row says otherwise than its body"
                        .formatted(event.ticketId(), event.sequence()));
            }
            fold = Ticket.apply(
                    fold,
                    new Ticket.Step(
                            message.ticketId(),
                            message.district(),
                            message.actor().account(),
                            message.state(),
                            message.occurredAt(),
                            message.policyVersion(),
                            message.event()));
        } catch (RuntimeException e) {
            tickets.fault("ticket %s event %d cannot be applied: %s"
                    .formatted(event.ticketId(), event.sequence(), e.getMessage()));
        }
    }

    private void finishTicket() {
        if (ticket == null) {
            return;
        }
        tickets.lookedAtOne();
        if (kept == null || !kept.says(fold, number, hash)) {
            tickets.fault("ticket " + ticket + " is not what its events say");
        }
    }

    private static void count(Connection connection, Check check, @Nullable String table, String faults)
            throws SQLException {
        if (table != null) {
            try (PreparedStatement query = connection.prepareStatement("select count(*) from " + table);
                    ResultSet rows = query.executeQuery()) {
                rows.next();
                check.lookedAt(rows.getLong(1));
            }
        }
        try (PreparedStatement query = connection.prepareStatement(faults);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                check.fault(rows.getString(1));
            }
        }
    }
}
