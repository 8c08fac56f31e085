package org.zhuqi.ticket.postgres;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.messaging.CloudEventHeaders;
import org.zhuqi.ticket.application.DeadLetters;
import tools.jackson.core.type.TypeReference;

/** Dead letters in schema {@code ticket}; their letters' bytes are kept beside the topic, so that none ages out unseen. */
public final class PostgresDeadLetters implements DeadLetters {
    private final JdbcClient db;
    private final Producer<String, byte[]> producer;
    private final TransactionTemplate transaction;
    private final InstantSource now;

    public PostgresDeadLetters(
            JdbcClient db, Producer<String, byte[]> producer, TransactionTemplate transaction, InstantSource now) {
        this.db = db;
        this.producer = producer;
        this.transaction = transaction;
        this.now = now;
    }

    @Override
    public List<Entry> list(@Nullable Status status, @Nullable Long before, int limit) {
        return db.sql("""
                select * from ticket.dead_letter
                where (:status::text is null or status = :status) and (:before::bigint is null or id < :before)
                order by id desc limit :limit
                """)
                .param("status", status == null ? null : status.name())
                .param("before", before)
                .param("limit", limit)
                .query(PostgresDeadLetters::entry)
                .list();
    }

    @Override
    public long open() {
        return db.sql("select count(*) from ticket.dead_letter where status = 'OPEN'")
                .query(Long.class)
                .single();
    }

    @Override
    public Optional<Entry> find(long id) {
        return db.sql("select * from ticket.dead_letter where id = ?")
                .param(id)
                .query(PostgresDeadLetters::entry)
                .optional();
    }

    /** Sent before the row is settled: dying in between sends it twice, which its id makes harmless. */
    @Override
    public boolean redrive(long id, AccountId by, @Nullable String note) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            Optional<ProducerRecord<String, byte[]>> record =
                    db.sql("""
                    select topic, key, value, headers from ticket.dead_letter where id = ? and status = 'OPEN' for update
                    """).param(id).query((rs, row) -> record(rs)).optional();
            if (record.isEmpty()) {
                return false;
            }
            try {
                producer.send(record.get()).get();
            } catch (ExecutionException e) {
                throw new KafkaException("the broker did not take the letter", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KafkaException("interrupted", e);
            }
            return settle(id, Status.REDRIVEN, by, note);
        }));
    }

    @Override
    public boolean discard(long id, AccountId by, String note) {
        return settle(id, Status.DISCARDED, by, note);
    }

    private boolean settle(long id, Status status, AccountId by, @Nullable String note) {
        return db.sql("""
                update ticket.dead_letter set status = :status, settled_by = :by, settled_at = :at, note = :note
                where id = :id and status = 'OPEN'
                """)
                        .param("status", status.name())
                        .param("by", by.value())
                        .param("at", now.instant().atOffset(ZoneOffset.UTC))
                        .param("note", note)
                        .param("id", id)
                        .update()
                == 1;
    }

    private static ProducerRecord<String, byte[]> record(ResultSet rs) throws SQLException {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(rs.getString("topic"), rs.getString("key"), rs.getBytes("value"));
        headers(rs).forEach((name, value) -> record.headers().add(name, value));
        return record;
    }

    private static Map<String, byte[]> headers(ResultSet rs) throws SQLException {
        return Json.MAPPER.readValue(rs.getString("headers"), new TypeReference<>() {});
    }

    private static Entry entry(ResultSet rs, int row) throws SQLException {
        byte[] value = rs.getBytes("value");
        byte[] type = headers(rs).get(CloudEventHeaders.TYPE);
        OffsetDateTime settledAt = rs.getObject("settled_at", OffsetDateTime.class);
        return new Entry(
                rs.getLong("id"),
                rs.getString("topic"),
                rs.getInt("partition"),
                rs.getLong("offset"),
                rs.getString("key"),
                type == null ? null : new String(type, StandardCharsets.UTF_8),
                rs.getString("reason"),
                time(rs.getObject("failed_at", OffsetDateTime.class)),
                Status.valueOf(rs.getString("status")),
                rs.getString("settled_by"),
                settledAt == null ? null : settledAt.toInstant(),
                rs.getString("note"),
                value == null ? "" : readable(value));
    }

    private static String readable(byte[] value) {
        String text = new String(value, StandardCharsets.UTF_8);
        return text.indexOf('\uFFFD') < 0
                ? text
                : "base64:" + Base64.getEncoder().encodeToString(value);
    }

    private static Instant time(OffsetDateTime time) {
        return Objects.requireNonNull(time).toInstant();
    }
}
