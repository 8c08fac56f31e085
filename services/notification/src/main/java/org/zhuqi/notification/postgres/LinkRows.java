package org.zhuqi.notification.postgres;

import static org.zhuqi.notification.postgres.FactRows.array;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;

/** {@code notification.link} with its secrets. */
public final class LinkRows {
    private final JdbcClient db;

    public LinkRows(JdbcClient db) {
        this.db = db;
    }

    /**
     * @param commands the names of those of which one may be sent
     * @param version the ticket's version on which they are decided
     * @param command that was sent
     */
    public record Link(
            UUID id,
            DistrictId district,
            TicketId ticket,
            TicketNumber number,
            AccountId account,
            List<String> commands,
            long version,
            Sentence title,
            Sentence text,
            Instant expiresAt,
            @Nullable Instant usedAt,
            @Nullable String command) {}

    /** One that is there already stays as it is and gets one more secret. */
    public void add(Link link, byte[] secretHash) {
        db.sql("""
                insert into notification.link (id, district, ticket_id, number, account, commands, version, title_zh,
                    text_zh, title_en, text_en, expires_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """)
                .params(
                        link.id(),
                        link.district().text(),
                        link.ticket().value(),
                        link.number().text(),
                        link.account().text(),
                        array("text", link.commands(), command -> command),
                        link.version(),
                        link.title().zh(),
                        link.text().zh(),
                        link.title().en(),
                        link.text().en(),
                        link.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
        db.sql("insert into notification.link_secret (hash, link) values (?, ?)")
                .params(secretHash, link.id())
                .update();
    }

    public Optional<Link> bySecret(byte[] secretHash) {
        return db.sql("""
                        select l.* from notification.link l join notification.link_secret s on s.link = l.id
                        where s.hash = ?
                        """)
                .param(secretHash)
                .query((row, index) -> new Link(
                        row.getObject("id", UUID.class),
                        new DistrictId(row.getString("district")),
                        new TicketId(row.getObject("ticket_id", UUID.class)),
                        new TicketNumber(row.getString("number")),
                        new AccountId(row.getString("account")),
                        Arrays.asList((String[]) row.getArray("commands").getArray()),
                        row.getLong("version"),
                        new Sentence(row.getString("title_en"), row.getString("title_zh")),
                        new Sentence(row.getString("text_en"), row.getString("text_zh")),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                        MessageRows.instant(row.getObject("used_at", OffsetDateTime.class)),
                        row.getString("command")))
                .optional();
    }

    /** @return false if it was used already, or its time is over */
    public boolean use(UUID id, String command, CommandId commandId, Instant at) {
        return db.sql("""
                        update notification.link set used_at = :at, command = :command, command_id = :commandId
                        where id = :id and used_at is null and expires_at > :at
                        """)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("command", command)
                        .param("commandId", commandId.value())
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Forgets those whose time was over before this. */
    public int forgetExpiredBefore(Instant end) {
        return db.sql("delete from notification.link where expires_at < ?")
                .param(end.atOffset(ZoneOffset.UTC))
                .update();
    }
}
