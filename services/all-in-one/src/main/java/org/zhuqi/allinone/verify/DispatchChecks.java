package org.zhuqi.allinone.verify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.Topics;
import org.zhuqi.contracts.dispatch.DispatchMessage;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.messaging.CloudEventHeaders;
import org.zhuqi.platform.messaging.KafkaClients;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.messaging.Wire.UnreadableMessageException;

/** What dispatch knows of tickets against the log, and what it did beside them against what it told. */
final class DispatchChecks {
    private static final int LOOKS = 2;

    private final KafkaClients kafka;
    private final JdbcClient db;

    DispatchChecks(KafkaClients kafka, DataSource database) {
        this.kafka = kafka;
        this.db = JdbcClient.create(database);
    }

    List<Check> run() {
        return List.of(knowsEveryTicket(), toldAsWritten());
    }

    private Check knowsEveryTicket() {
        Check check = new Check("dispatch knows every ticket as the engine has it");
        check.lookedAt(
                db.sql("select count(*) from dispatch.ticket").query(Long.class).single());
        db.sql("""
                select coalesce(t.number, d.number),
                       case when d.ticket_id is null then 'is not known'
                            when t.id is null then 'is known, but there is no such ticket'
                            else 'engine: ' || t.state || ' version ' || t.version
                                 || ', known: ' || d.state || ' version ' || d.version end
                from ticket.ticket t
                full join dispatch.ticket d on d.ticket_id = t.id
                where t.id is null or d.ticket_id is null or t.number <> d.number or t.state <> d.state
                   or t.version <> d.version or t.district <> d.district
                """).query(rs -> {
            check.fault(rs.getString(1) + " " + rs.getString(2));
        });
        return check;
    }

    /** What is written while it is looked at waits for a moment; what does so time and again is a fault. */
    private Check toldAsWritten() {
        Check check = new Check("what happened beside tickets was told as it was written down");
        check.lookedAt(
                db.sql("select count(*) from dispatch.event").query(Long.class).single());
        Map<String, String> faults = otherwiseTold();
        for (int again = 0; again < LOOKS && !faults.isEmpty(); again++) {
            faults = otherwiseTold();
        }
        faults.forEach((event, fault) -> check.fault(event + " " + fault));
        return check;
    }

    private Map<String, String> otherwiseTold() {
        Map<String, String> told = new HashMap<>();
        Map<UUID, Long> last = new HashMap<>();
        Map<String, String> faults = new TreeMap<>();
        TopicReading.all(kafka, Topics.DISPATCH, record -> {
            String place = "partition %d offset %d".formatted(record.partition(), record.offset());
            if (!CloudEventHeaders.isOurs(record.headers())) {
                faults.put(place, "holds no event of ours");
                return;
            }
            try {
                DispatchMessage<?> message = Wire.readDispatch(record);
                UUID subject = message.subject().value();
                long before = last.getOrDefault(subject, 0L);
                if (message.sequence() > before + 1) {
                    faults.put(place, "event %d of %s follows %d".formatted(message.sequence(), subject, before));
                }
                last.put(subject, Math.max(before, message.sequence()));
                told.put(subject + "/" + message.sequence(), Json.MAPPER.writeValueAsString(message));
            } catch (UnreadableMessageException e) {
                faults.put(place, "holds no event: " + e.getMessage());
            }
        });
        Set<String> waiting = Set.copyOf(db.sql("select key from dispatch.outgoing")
                .query((row, index) -> row.getString(1))
                .list());
        db.sql("select subject, sequence, body from dispatch.event").query(rs -> {
            String event = rs.getString(1) + "/" + rs.getLong(2);
            String body = told.remove(event);
            if (body == null) {
                if (!waiting.contains(rs.getString(1))) {
                    faults.put(event, "was written down and not told");
                }
            } else if (!body.equals(rs.getString(3))) {
                faults.put(event, "was told otherwise than it is written down");
            }
        });
        told.keySet().forEach(event -> faults.put(event, "was told and is not written down"));
        return faults;
    }
}
