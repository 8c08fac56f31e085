package org.zhuqi.allinone.verify;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.Topics;
import org.zhuqi.platform.messaging.CloudEventHeaders;
import org.zhuqi.platform.messaging.KafkaClients;

/** What the clocks count and tell against the log and the topic. */
final class ClockChecks {
    private final KafkaClients kafka;
    private final JdbcClient db;

    ClockChecks(KafkaClients kafka, DataSource database) {
        this.kafka = kafka;
        this.db = JdbcClient.create(database);
    }

    private record Told(UUID ticket, long sequence) {}

    List<Check> run() {
        return List.of(counted(), told());
    }

    private Check counted() {
        Check check = new Check("clocks count every ticket up to its last event");
        db.sql("""
                select coalesce(t.number, c.number), t.version, c.version
                from ticket.ticket t full join timeliness.ticket c on c.id = t.id
                """).query(row -> {
            check.lookedAtOne();
            if (row.getLong(2) != row.getLong(3)) {
                check.fault("%s: %d events in the log, %d counted"
                        .formatted(row.getString(1), row.getLong(2), row.getLong(3)));
            }
        });
        return check;
    }

    /** A number may come twice, after a death between telling and remembering it; then it says the same. */
    private Check told() {
        Check check = new Check("what the clocks told lies on the topic in order, each number with one content");
        Map<UUID, Long> last = new HashMap<>();
        Map<Told, String> bodies = new HashMap<>();
        TopicReading.all(kafka, Topics.CLOCKS, record -> {
            check.lookedAtOne();
            if (!CloudEventHeaders.isOurs(record.headers())) {
                check.fault(
                        "partition %d offset %d holds no clock event".formatted(record.partition(), record.offset()));
                return;
            }
            String sequence = CloudEventHeaders.text(record.headers(), CloudEventHeaders.SEQUENCE);
            Told told = new Told(UUID.fromString(record.key()), Long.parseLong(String.valueOf(sequence)));
            long before = last.getOrDefault(told.ticket(), 0L);
            if (told.sequence() > before + 1) {
                check.fault("ticket %s: clock event %d follows %d".formatted(told.ticket(), told.sequence(), before));
            }
            last.put(told.ticket(), Math.max(before, told.sequence()));
            String body = new String(record.value(), StandardCharsets.UTF_8);
            String first = bodies.putIfAbsent(told, body);
            if (first != null && !first.equals(body)) {
                check.fault("ticket %s: clock event %d was told in two ways".formatted(told.ticket(), told.sequence()));
            }
        });
        Map<UUID, Long> waiting = new HashMap<>();
        db.sql("select ticket_id, count(*) from timeliness.outgoing where kind = 'CLOCK' group by ticket_id")
                .query(row -> {
                    waiting.put(row.getObject(1, UUID.class), row.getLong(2));
                });
        db.sql("select id, clock_sequence from timeliness.ticket").query(row -> {
            UUID ticket = row.getObject(1, UUID.class);
            long onTopic = last.getOrDefault(ticket, 0L);
            if (onTopic + waiting.getOrDefault(ticket, 0L) < row.getLong(2)) {
                check.fault("ticket %s: its clocks told %d things, the topic has %d"
                        .formatted(ticket, row.getLong(2), onTopic));
            }
        });
        db.sql("""
                select ticket_id, body::json ->> 'sequence', alarm, body from timeliness.notice
                """).query(row -> {
            Told told = new Told(row.getObject(1, UUID.class), Long.parseLong(row.getString(2)));
            String body = bodies.get(told);
            if (body == null ? !waiting.containsKey(told.ticket()) : !body.equals(row.getString(4))) {
                check.fault("ticket %s: the notice %s is not on the topic".formatted(told.ticket(), row.getString(3)));
            }
        });
        return check;
    }
}
