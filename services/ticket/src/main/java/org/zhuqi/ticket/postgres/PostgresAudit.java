package org.zhuqi.ticket.postgres;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.messaging.HashChain;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.security.TicketAccess;
import org.zhuqi.ticket.application.AuditedTicket;
import org.zhuqi.ticket.application.AuditingTickets;
import org.zhuqi.ticket.domain.Ticket;

/** The log of one ticket as it lies in schema {@code ticket}, each hash worked out anew. */
public final class PostgresAudit implements AuditingTickets {
    private final JdbcClient db;

    public PostgresAudit(JdbcClient db) {
        this.db = db;
    }

    private record Kept(Ticket ticket, TicketNumber number, String lastHash) {}

    private static final class Chain {
        private final List<AuditedTicket.Entry> entries = new ArrayList<>();
        private byte[] last = HashChain.start();

        void add(ResultSet row) throws SQLException {
            String body = row.getString("body");
            byte[] previous = row.getBytes("previous_hash");
            byte[] hash = row.getBytes("hash");
            boolean sound = row.getLong("sequence") == entries.size() + 1
                    && Arrays.equals(previous, last)
                    && Arrays.equals(hash, HashChain.next(previous, body.getBytes(StandardCharsets.UTF_8)));
            entries.add(new AuditedTicket.Entry(
                    row.getLong("sequence"),
                    row.getString("type"),
                    row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                    row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                    body,
                    HexFormat.of().formatHex(previous),
                    HexFormat.of().formatHex(hash),
                    sound));
            last = hash;
        }
    }

    @Override
    public Optional<AuditedTicket> audit(Caller caller, String idOrNumber) {
        UUID id = idOf(idOrNumber);
        return db.sql("select number, snapshot, encode(last_hash, 'hex') from ticket.ticket where "
                        + (id == null ? "number = ?" : "id = ?"))
                .param(id == null ? idOrNumber : id)
                .query((row, index) -> new Kept(
                        Json.MAPPER.readValue(row.getString(2), Ticket.class),
                        TicketNumber.of(row.getString(1)),
                        row.getString(3)))
                .optional()
                .filter(kept -> access(kept.ticket()).isGrantedTo(caller))
                .map(this::lookThrough);
    }

    private static @Nullable UUID idOf(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private AuditedTicket lookThrough(Kept kept) {
        Chain chain = new Chain();
        db.sql("""
                        select sequence, type, occurred_at, recorded_at, body, previous_hash, hash
                        from ticket.event where ticket_id = ? order by sequence
                        """).param(kept.ticket().id().value()).query(chain::add);
        boolean sound = chain.entries.stream().allMatch(AuditedTicket.Entry::sound)
                && chain.entries.size() == kept.ticket().version()
                && kept.lastHash().equals(HexFormat.of().formatHex(chain.last));
        return new AuditedTicket(
                kept.ticket().id(), kept.number(), kept.ticket().version(), sound, List.copyOf(chain.entries));
    }

    private static TicketAccess access(Ticket ticket) {
        List<UnitId> units = Stream.of(
                        Optional.ofNullable(ticket.lead()).stream(),
                        ticket.assistants().stream(),
                        ticket.formerLeads().stream())
                .flatMap(each -> each)
                .toList();
        return new TicketAccess(
                ticket.id(),
                ticket.version(),
                ticket.district(),
                ticket.enterprise(),
                ticket.filedBy(),
                units,
                ticket.state(),
                ticket.chain(),
                ticket.place());
    }
}
