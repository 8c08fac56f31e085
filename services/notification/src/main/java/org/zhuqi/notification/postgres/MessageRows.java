package org.zhuqi.notification.postgres;

import static org.zhuqi.notification.postgres.FactRows.array;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.notification.domain.Message;
import org.zhuqi.platform.json.Json;

/** {@code notification.message}: what is told to whom, and how far it is. */
public final class MessageRows {
    private final JdbcClient db;

    public MessageRows(JdbcClient db) {
        this.db = db;
    }

    /** What stands in an inbox. */
    public record Entry(
            UUID id,
            long position,
            String occasion,
            @Nullable TicketId ticket,
            @Nullable TicketNumber number,
            @Nullable UUID matter,
            Sentence title,
            Sentence text,
            boolean mandatory,
            Instant at,
            @Nullable Instant readAt) {}

    /** Whose inbox: an account that works for several districts has one in each. */
    public record Owner(AccountId account, DistrictId district) {}

    /** How much of an inbox is unread, and its newest message; 0 if it has none. */
    public record Inbox(AccountId account, DistrictId district, long unread, long newest) {}

    /** One that is known already changes nothing. */
    public void add(Collection<Message> messages) {
        if (messages.isEmpty()) {
            return;
        }
        db.sql("""
                insert into notification.message (id, district, cause, occasion, channel, recipient, account, ticket_id,
                    number, matter, title_zh, text_zh, title_en, text_en, mandatory, offer, created_at, state,
                    not_before, sent_at)
                select id, district, cause, occasion, channel, recipient, account, ticket_id, number, matter, title_zh,
                    text_zh, title_en, text_en, mandatory, offer::jsonb, created_at::timestamptz, state,
                    not_before::timestamptz, case when state = 'SENT' then created_at::timestamptz end
                from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[],
                        ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::boolean[], ?::text[],
                        ?::text[], ?::text[], ?::text[])
                    with ordinality as given (id, district, cause, occasion, channel, recipient, account, ticket_id,
                        number, matter, title_zh, text_zh, title_en, text_en, mandatory, offer, created_at, state,
                        not_before, place)
                order by place
                on conflict do nothing
                """)
                .param(array("uuid", messages, Message::id))
                .param(array("text", messages, it -> it.district().text()))
                .param(array("text", messages, Message::cause))
                .param(array("text", messages, Message::occasion))
                .param(array("text", messages, it -> it.channel().name()))
                .param(array("text", messages, Message::recipient))
                .param(array(
                        "text",
                        messages,
                        it -> it.account() == null ? null : it.account().text()))
                .param(array(
                        "uuid",
                        messages,
                        it -> it.ticket() == null ? null : it.ticket().value()))
                .param(array(
                        "text",
                        messages,
                        it -> it.number() == null ? null : it.number().text()))
                .param(array("uuid", messages, Message::matter))
                .param(array("text", messages, it -> it.title().zh()))
                .param(array("text", messages, it -> it.text().zh()))
                .param(array("text", messages, it -> it.title().en()))
                .param(array("text", messages, it -> it.text().en()))
                .param(array("boolean", messages, Message::mandatory))
                .param(array(
                        "text", messages, it -> it.offer() == null ? null : Json.MAPPER.writeValueAsString(it.offer())))
                .param(array("text", messages, it -> it.createdAt().toString()))
                .param(array("text", messages, it -> it.state().name()))
                .param(array("text", messages, it -> it.notBefore().toString()))
                .update();
    }

    /**
     * The newest first, one more than asked for if there is more.
     *
     * @param unread null asks for both
     * @param before the position at which the page before ended
     */
    public List<Entry> inbox(
            AccountId account, DistrictId district, @Nullable Boolean unread, @Nullable Long before, int limit) {
        Map<String, Object> parameters = new HashMap<>(Map.of(
                "account",
                account.text(),
                "district",
                district.text(),
                "before",
                before == null ? Long.MAX_VALUE : before,
                "limit",
                limit + 1));
        return db.sql("""
                        select id, position, occasion, ticket_id, number, matter, title_zh, text_zh, title_en, text_en,
                            mandatory, created_at, read_at
                        from notification.message
                        where channel = 'IN_APP' and account = :account and district = :district and position < :before
                            %s
                        order by position desc limit :limit
                        """.formatted(unread == null ? "" : unread ? "and read_at is null" : "and read_at is not null"))
                .params(parameters)
                .query((row, index) -> new Entry(
                        row.getObject("id", UUID.class),
                        row.getLong("position"),
                        row.getString("occasion"),
                        Optional.ofNullable(row.getObject("ticket_id", UUID.class))
                                .map(TicketId::new)
                                .orElse(null),
                        Optional.ofNullable(row.getString("number"))
                                .map(TicketNumber::new)
                                .orElse(null),
                        row.getObject("matter", UUID.class),
                        new Sentence(row.getString("title_en"), row.getString("title_zh")),
                        new Sentence(row.getString("text_en"), row.getString("text_zh")),
                        row.getBoolean("mandatory"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        instant(row.getObject("read_at", OffsetDateTime.class))))
                .list();
    }

    static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    public long unread(AccountId account, DistrictId district) {
        return db.sql("""
                        select count(*) from notification.message
                        where channel = 'IN_APP' and account = ? and district = ? and read_at is null
                        """)
                .params(account.text(), district.text())
                .query(Long.class)
                .single();
    }

    /** @return false if the account has no such message; one that is read already stays read as it was */
    public boolean read(AccountId account, DistrictId district, UUID id, Instant at) {
        return db.sql("""
                        update notification.message set read_at = coalesce(read_at, ?)
                        where id = ? and channel = 'IN_APP' and account = ? and district = ?
                        """)
                        .params(at.atOffset(ZoneOffset.UTC), id, account.text(), district.text())
                        .update()
                == 1;
    }

    /**
     * @param upTo what is newer stays unread: nobody has seen it yet; null means all
     * @return how many there were
     */
    public int readAll(AccountId account, DistrictId district, @Nullable UUID upTo, Instant at) {
        return db.sql("""
                update notification.message set read_at = :at
                where channel = 'IN_APP' and account = :account and district = :district and read_at is null
                    and position <= coalesce((select m.position from notification.message m
                        where m.id = cast(:upTo as uuid) and m.account = :account), :all)
                """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("account", account.text())
                .param("district", district.text())
                .param("upTo", upTo == null ? null : upTo.toString())
                .param("all", upTo == null ? Long.MAX_VALUE : -1L)
                .update();
    }

    /** Of these accounts; one without any message is not among them. */
    public List<Inbox> inboxes(Collection<Owner> owners) {
        return db.sql("""
                        select owner.account, owner.district,
                            (select count(*) from notification.message m
                             where m.channel = 'IN_APP' and m.read_at is null
                                 and m.account = owner.account and m.district = owner.district) as unread,
                            coalesce((select m.position from notification.message m
                             where m.channel = 'IN_APP' and m.account = owner.account and m.district = owner.district
                             order by m.position desc limit 1), 0) as newest
                        from unnest(?::text[], ?::text[]) as owner (account, district)
                        """)
                .param(array("text", owners, owner -> owner.account().text()))
                .param(array("text", owners, owner -> owner.district().text()))
                .query((row, index) -> new Inbox(
                        new AccountId(row.getString("account")),
                        new DistrictId(row.getString("district")),
                        row.getLong("unread"),
                        row.getLong("newest")))
                .list();
    }

    /** Forgets what is older than this. What caused it is too old to be told of again. */
    public int forgetBefore(Instant end) {
        return db.sql("delete from notification.message where created_at < ?")
                .param(end.atOffset(ZoneOffset.UTC))
                .update();
    }
}
