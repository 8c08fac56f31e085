package org.zhuqi.notification.postgres;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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
import org.zhuqi.notification.domain.Channel;
import org.zhuqi.notification.domain.Delivery;
import org.zhuqi.notification.domain.Happening;
import org.zhuqi.notification.domain.Message.State;
import org.zhuqi.platform.json.Json;

/** {@code notification.message} as far as it goes out. */
public final class DeliveryRows {
    private static final int LONGEST_FAULT = 500;

    private final JdbcClient db;

    public DeliveryRows(JdbcClient db) {
        this.db = db;
    }

    /** How far a message is, as an administrator sees it; what it says is its recipient's. */
    public record NotificationDelivery(
            UUID id,
            long position,
            String occasion,
            Channel channel,
            String recipient,
            @Nullable TicketId ticket,
            @Nullable TicketNumber number,
            State state,
            int attempts,
            Instant createdAt,
            @Nullable Instant notBefore,
            @Nullable Instant sentAt,
            @Nullable String fault) {}

    /**
     * Takes what is to be sent now for this process alone. What somebody took and died of is taken again when its time is up:
     * it may have gone out already, once.
     */
    public List<Delivery> take(Channel channel, Instant now, Instant leasedUntil, int most) {
        return db.sql("""
                        update notification.message m
                        set state = 'SENDING', attempts = attempts + 1, leased_until = :until
                        from (select id from notification.message
                            where channel = :channel and state in ('WAITING', 'SENDING') and not_before <= :now
                                and (state = 'WAITING' or leased_until < :now)
                            order by not_before, position limit :most for update skip locked) due
                        where m.id = due.id
                        returning m.id, district, occasion, channel, recipient, account, ticket_id, number, title_zh,
                            text_zh, title_en, text_en, offer, created_at, attempts
                        """)
                .param("until", leasedUntil.atOffset(ZoneOffset.UTC))
                .param("channel", channel.name())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query((row, index) -> new Delivery(
                        row.getObject("id", UUID.class),
                        new DistrictId(row.getString("district")),
                        row.getString("occasion"),
                        Channel.valueOf(row.getString("channel")),
                        row.getString("recipient"),
                        Optional.ofNullable(row.getString("account"))
                                .map(AccountId::new)
                                .orElse(null),
                        Optional.ofNullable(row.getObject("ticket_id", UUID.class))
                                .map(TicketId::new)
                                .orElse(null),
                        Optional.ofNullable(row.getString("number"))
                                .map(TicketNumber::new)
                                .orElse(null),
                        new Sentence(row.getString("title_en"), row.getString("title_zh")),
                        new Sentence(row.getString("text_en"), row.getString("text_zh")),
                        Optional.ofNullable(row.getString("offer"))
                                .map(offer -> Json.MAPPER.readValue(offer, Happening.Offer.class))
                                .orElse(null),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getInt("attempts")))
                .list();
    }

    /** What came of an attempt. Whose time was up meanwhile has nothing to say any more. */
    public void finish(
            Delivery delivery,
            State state,
            @Nullable Instant notBefore,
            @Nullable Instant sentAt,
            @Nullable String fault) {
        db.sql("""
                update notification.message
                set state = :state, not_before = coalesce(cast(:notBefore as timestamptz), not_before),
                    sent_at = cast(:sentAt as timestamptz), fault = :fault, leased_until = null
                where id = :id and state = 'SENDING' and attempts = :attempt
                """)
                .param("state", state.name())
                .param("notBefore", notBefore == null ? null : notBefore.toString())
                .param("sentAt", sentAt == null ? null : sentAt.toString())
                .param("fault", fault == null ? null : shortened(fault))
                .param("id", delivery.id())
                .param("attempt", delivery.attempt())
                .update();
    }

    private static String shortened(String fault) {
        String oneLine = fault.replaceAll("\\p{Cntrl}+", " ").strip();
        return oneLine.length() > LONGEST_FAULT ? oneLine.substring(0, LONGEST_FAULT) + "…" : oneLine;
    }

    /** The newest first, one more than asked for if there is more. */
    public List<NotificationDelivery> log(
            DistrictId district, @Nullable Channel channel, @Nullable State state, @Nullable Long before, int limit) {
        Map<String, Object> parameters = new HashMap<>(Map.of(
                "district", district.text(), "before", before == null ? Long.MAX_VALUE : before, "limit", limit + 1));
        StringBuilder where = new StringBuilder("channel <> 'IN_APP' and district = :district and position < :before");
        if (channel != null) {
            where.append(" and channel = :channel");
            parameters.put("channel", channel.name());
        }
        if (state != null) {
            where.append(" and state = :state");
            parameters.put("state", state.name());
        }
        return db.sql("""
                        select id, position, occasion, channel, recipient, ticket_id, number, state, attempts,
                            created_at, not_before, sent_at, fault
                        from notification.message where %s order by position desc limit :limit
                        """.formatted(where))
                .params(parameters)
                .query((row, index) -> {
                    State is = State.valueOf(row.getString("state"));
                    return new NotificationDelivery(
                            row.getObject("id", UUID.class),
                            row.getLong("position"),
                            row.getString("occasion"),
                            Channel.valueOf(row.getString("channel")),
                            row.getString("recipient"),
                            Optional.ofNullable(row.getObject("ticket_id", UUID.class))
                                    .map(TicketId::new)
                                    .orElse(null),
                            Optional.ofNullable(row.getString("number"))
                                    .map(TicketNumber::new)
                                    .orElse(null),
                            is,
                            row.getInt("attempts"),
                            row.getObject("created_at", OffsetDateTime.class).toInstant(),
                            is == State.WAITING
                                    ? row.getObject("not_before", OffsetDateTime.class)
                                            .toInstant()
                                    : null,
                            MessageRows.instant(row.getObject("sent_at", OffsetDateTime.class)),
                            row.getString("fault"));
                })
                .list();
    }

    /** What is known of it, in this district. */
    public Optional<State> state(DistrictId district, UUID id) {
        return db.sql("select state from notification.message where id = ? and district = ? and channel <> 'IN_APP'")
                .params(id, district.text())
                .query(String.class)
                .optional()
                .map(State::valueOf);
    }

    /** Sends what was given up, or had no address, once more, from the first attempt on. */
    public boolean again(DistrictId district, UUID id, Instant at) {
        return db.sql("""
                        update notification.message
                        set state = 'WAITING', attempts = 0, not_before = ?, fault = null
                        where id = ? and district = ? and state in ('GIVEN_UP', 'NO_ADDRESS')
                        """)
                        .params(at.atOffset(ZoneOffset.UTC), id, district.text())
                        .update()
                == 1;
    }

    /** How many wait that might be sent by now, and how many were given up. */
    public long count(Channel channel, State state, Instant dueBefore) {
        return db.sql("select count(*) from notification.message where channel = ? and state = ? and not_before <= ?")
                .params(channel.name(), state.name(), dueBefore.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }
}
