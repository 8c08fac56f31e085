package org.zhuqi.allinone.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.allinone.Database;
import org.zhuqi.contracts.Topics;
import org.zhuqi.platform.messaging.CloudEventHeaders;
import org.zhuqi.platform.messaging.KafkaClients;

/**
 * Looks at an installation from outside, with the eyes of an auditor: what was acknowledged, what was decided, what was
 * told, what is shown, and whether all four agree. Reads only.
 */
public final class Verification {
    private static final String ENGINE = "zhuqi-ticket";
    private static final String DESK = "zhuqi-desk";
    private static final Duration CATCH_UP = Duration.ofMinutes(2);
    private static final int BATCH = 5_000;

    private final KafkaClients kafka;
    private final DataSource database;
    private final JdbcClient db;

    private Verification(KafkaClients kafka, DataSource database) {
        this.kafka = kafka;
        this.database = database;
        this.db = JdbcClient.create(database);
    }

    public static Verification of(String bootstrapServers, String jdbcUrl, String username, String password) {
        DataSource database = Database.of(jdbcUrl, username, password);
        return new Verification(
                new KafkaClients(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers), null),
                database);
    }

    /** While it runs: first waits until the engine and the read side have nothing left to do. */
    public List<Check> whenCaughtUp() throws InterruptedException {
        List<Check> checks = new ArrayList<>();
        checks.add(caughtUp(ENGINE, Topics.COMMANDS, "engine has decided every command"));
        checks.add(caughtUp(DESK, Topics.EVENTS, "read side has taken every event"));
        checks.addAll(atRest());
        checks.addAll(new ReadSideChecks(database).run());
        return checks;
    }

    /** What must hold at any time, also right after a crash, before anything was started again. */
    public List<Check> atRest() {
        List<Check> checks = new ArrayList<>();
        checks.add(everyCommandHasItsOutcome());
        checks.addAll(new LogChecks(database).run());
        checks.addAll(topicEqualsLog());
        return checks;
    }

    private Check caughtUp(String group, String topic, String question) throws InterruptedException {
        Check check = new Check(question);
        long deadline = System.nanoTime() + CATCH_UP.toNanos();
        try (var reader = kafka.reader("zhuqi-verify-lag");
                Admin admin = Admin.create(kafka.common())) {
            while (true) {
                List<TopicPartition> partitions = TopicReading.partitions(reader, topic);
                Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
                Map<TopicPartition, Long> committed = committed(admin, group);
                List<TopicPartition> behind = partitions.stream()
                        .filter(partition -> committed.getOrDefault(partition, 0L) < ends.getOrDefault(partition, 0L))
                        .toList();
                if (behind.isEmpty()) {
                    ends.values().forEach(check::lookedAt);
                    return check;
                }
                if (System.nanoTime() > deadline) {
                    ends.values().forEach(check::lookedAt);
                    behind.forEach(partition -> check.fault("%s is at %d of %d after %d s"
                            .formatted(
                                    partition,
                                    committed.getOrDefault(partition, 0L),
                                    ends.get(partition),
                                    CATCH_UP.toSeconds())));
                    return check;
                }
                Thread.sleep(200);
            }
        }
    }

    private Map<TopicPartition, Long> committed(Admin admin, String group) {
        try {
            Map<TopicPartition, Long> committed = new HashMap<>();
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            offsets.forEach((partition, offset) -> {
                if (offset != null) {
                    committed.put(partition, offset.offset());
                }
            });
            return committed;
        } catch (java.util.concurrent.ExecutionException e) {
            return Map.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }

    private Check everyCommandHasItsOutcome() {
        Check check = new Check("every acknowledged command was decided, once (or is a dead letter)");
        Map<TopicPartition, Long> decided;
        try (Admin admin = Admin.create(kafka.common())) {
            decided = committed(admin, ENGINE);
        }
        List<ConsumerRecord<String, byte[]>> batch = new ArrayList<>();
        TopicReading.all(kafka, Topics.COMMANDS, record -> {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            if (record.offset() < decided.getOrDefault(partition, 0L)) {
                batch.add(record);
                if (batch.size() == BATCH) {
                    checkOutcomes(batch, check);
                    batch.clear();
                }
            }
        });
        checkOutcomes(batch, check);
        return check;
    }

    private void checkOutcomes(List<ConsumerRecord<String, byte[]>> records, Check check) {
        check.lookedAt(records.size());
        db.sql("""
                select asked.partition, asked.place, asked.id, accepted.times, refused.times, dead.times
                from unnest(?::int[], ?::bigint[], ?::uuid[]) as asked (partition, place, id)
                cross join lateral (select count(*) as times from ticket.event e where e.command_id = asked.id) accepted
                cross join lateral (select count(*) as times from ticket.refused_command r
                                    where r.command_id = asked.id) refused
                cross join lateral (select count(*) as times from ticket.dead_letter d
                                    where d.topic = ? and d.partition = asked.partition and d."offset" = asked.place) dead
                where (accepted.times + refused.times <> 1 and dead.times <> 1) or accepted.times + refused.times > 1
                """)
                .param(new SqlArrayValue(
                        "int", records.stream().map(ConsumerRecord::partition).toArray()))
                .param(new SqlArrayValue(
                        "bigint", records.stream().map(ConsumerRecord::offset).toArray()))
                .param(new SqlArrayValue(
                        "uuid", records.stream().map(Verification::commandId).toArray()))
                .param(Topics.COMMANDS)
                .query(rs -> {
                    check.fault(
                            "command %s (partition %d offset %d): accepted %d times, refused %d times, dead letters %d"
                                    .formatted(
                                            rs.getString(3),
                                            rs.getInt(1),
                                            rs.getLong(2),
                                            rs.getLong(4),
                                            rs.getLong(5),
                                            rs.getLong(6)));
                });
    }

    private static @Nullable UUID commandId(ConsumerRecord<String, byte[]> record) {
        String id = CloudEventHeaders.text(record.headers(), CloudEventHeaders.ID);
        try {
            return id == null ? null : UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private List<Check> topicEqualsLog() {
        Check order = new Check("published events of each ticket come in order, none left out");
        Check same = new Check("published events are those of the log, byte for byte");
        Check all = new Check("every event of the log was published");
        Map<String, Long> last = new HashMap<>();
        List<ConsumerRecord<String, byte[]>> batch = new ArrayList<>();
        TopicReading.all(kafka, Topics.EVENTS, record -> {
            long sequence = sequence(record);
            long before = last.getOrDefault(record.key(), 0L);
            order.lookedAtOne();
            if (sequence == before + 1) {
                last.put(record.key(), sequence);
            } else if (sequence > before + 1) {
                order.fault("ticket %s: event %d follows %d (partition %d offset %d)"
                        .formatted(record.key(), sequence, before, record.partition(), record.offset()));
                last.put(record.key(), sequence);
            }
            batch.add(record);
            if (batch.size() == BATCH) {
                checkBodies(batch, same);
                batch.clear();
            }
        });
        checkBodies(batch, same);
        db.sql("select id, version from ticket.ticket").query(rs -> {
            all.lookedAtOne();
            long published = last.getOrDefault(rs.getString(1), 0L);
            if (published < rs.getLong(2)) {
                all.fault("ticket %s: %d events in the log, %d published"
                        .formatted(rs.getString(1), rs.getLong(2), published));
            }
        });
        return List.of(order, same, all);
    }

    private void checkBodies(List<ConsumerRecord<String, byte[]>> records, Check check) {
        check.lookedAt(records.size());
        db.sql("""
                select asked.ticket_id, asked.sequence
                from unnest(?::uuid[], ?::bigint[], ?::text[], ?::text[]) as asked (ticket_id, sequence, hash, body)
                left join ticket.event e on e.ticket_id = asked.ticket_id and e.sequence = asked.sequence
                where e.hash is null or encode(e.hash, 'hex') <> asked.hash or e.body <> asked.body
                """)
                .param(new SqlArrayValue(
                        "uuid",
                        records.stream()
                                .map(record -> UUID.fromString(record.key()))
                                .toArray()))
                .param(new SqlArrayValue(
                        "bigint", records.stream().map(Verification::sequence).toArray()))
                .param(new SqlArrayValue(
                        "text", records.stream().map(Verification::hash).toArray()))
                .param(new SqlArrayValue(
                        "text",
                        records.stream()
                                .map(record -> new String(record.value(), java.nio.charset.StandardCharsets.UTF_8))
                                .toArray()))
                .query(rs -> {
                    check.fault("ticket %s event %d is not in the log as it was published"
                            .formatted(rs.getString(1), rs.getLong(2)));
                });
    }

    private static long sequence(ConsumerRecord<String, byte[]> record) {
        return Long.parseLong(
                Objects.requireNonNullElse(CloudEventHeaders.text(record.headers(), CloudEventHeaders.SEQUENCE), "0"));
    }

    private static String hash(ConsumerRecord<String, byte[]> record) {
        return Objects.requireNonNullElse(
                CloudEventHeaders.text(record.headers(), CloudEventHeaders.HASH),
                HexFormat.of().formatHex(new byte[0]));
    }
}
