package org.zhuqi.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.Topics;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.event.EventType;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.platform.messaging.CloudEventHeaders;
import org.zhuqi.platform.messaging.StoredEvent;
import org.zhuqi.platform.messaging.Wire;

/**
 * The engine's loop with everything left out that makes it an engine: consumes the commands, writes as many rows of the
 * same size through the same statements, and publishes as many events and outcomes, but reads no JSON, loads no ticket,
 * looks for no repetition, decides nothing, hashes nothing. What remains is the price of the way itself.
 */
final class LimitLoop {
    private static final String SCHEMA = "bench_limit";
    private static final List<EventType> EVENTS = Stream.of(
                    "submitted", "dispatched", "accepted", "progress-recorded", "answered", "confirmed")
            .map(name -> EventType.byCeType("zhuqi.ticket." + name + ".v1").orElseThrow())
            .toList();
    private static final List<String> STATES =
            List.of("SUBMITTED", "DISPATCHED", "IN_PROGRESS", "IN_PROGRESS", "ANSWERED", "CLOSED");
    private static final String OUTCOME_TYPE = "zhuqi.ticket.command-outcome.v1";
    private static final byte[] HASH = new byte[32];

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Producer<String, byte[]> producer;
    private final Sizes sizes;
    private final String snapshot;
    private final byte[] outcome;
    private final String fingerprint = "0".repeat(64);
    private final InstantSource now = InstantSource.system();
    private final AtomicLong began = new AtomicLong(Long.MAX_VALUE);

    LimitLoop(
            DataSource database,
            JdbcClient db,
            TransactionTemplate transaction,
            Producer<String, byte[]> producer,
            Sizes sizes) {
        Flyway.configure()
                .dataSource(database)
                .schemas(SCHEMA)
                .defaultSchema(SCHEMA)
                .locations("classpath:db/ticket")
                .load()
                .migrate();
        this.db = db;
        this.transaction = transaction;
        this.producer = producer;
        this.sizes = sizes;
        this.snapshot = "s".repeat(sizes.snapshot());
        this.outcome = "o".repeat(sizes.outcome()).getBytes(StandardCharsets.US_ASCII);
    }

    void forgetBeginning() {
        began.set(Long.MAX_VALUE);
    }

    long beganAtMillis() {
        return began.get();
    }

    private record Row(String key, UUID ticket, int step, UUID command, String body, Instant at, OffsetDateTime time) {}

    void process(List<ConsumerRecord<String, byte[]>> records) {
        Instant at = now.instant();
        began.accumulateAndGet(at.toEpochMilli(), Math::min);
        List<Row> rows = records.stream().map(record -> row(record, at)).toList();
        transaction.executeWithoutResult(status -> {
            append(rows);
            save(rows);
        });
        publish(rows);
    }

    /** Without the database: what Kafka alone costs, for the same messages in and out. */
    void pass(List<ConsumerRecord<String, byte[]>> records) {
        Instant at = now.instant();
        began.accumulateAndGet(at.toEpochMilli(), Math::min);
        publish(records.stream().map(record -> row(record, at)).toList());
    }

    private Row row(ConsumerRecord<String, byte[]> record, Instant at) {
        String type = Objects.requireNonNull(CloudEventHeaders.text(record.headers(), CloudEventHeaders.TYPE));
        int step = Lifecycles.STEPS.indexOf(CommandType.byCeType(type).orElseThrow());
        int bytes = sizes.eventBody().getOrDefault(EVENTS.get(step), 0);
        String body = new String(record.value(), StandardCharsets.UTF_8)
                + " ".repeat(Math.max(0, bytes - record.value().length));
        return new Row(
                record.key(),
                UUID.fromString(record.key()),
                step,
                UUID.fromString(Objects.requireNonNull(CloudEventHeaders.text(record.headers(), CloudEventHeaders.ID))),
                body,
                at,
                at.atOffset(ZoneOffset.UTC));
    }

    private void append(List<Row> rows) {
        db.sql("""
                insert into bench_limit.event (ticket_id, sequence, type, command_id, fingerprint, occurred_at,
                                               recorded_at, body, previous_hash, hash)
                select * from unnest(?::uuid[], ?::bigint[], ?::text[], ?::uuid[], ?::text[], ?::timestamptz[],
                                     ?::timestamptz[], ?::text[], ?::bytea[], ?::bytea[])
                """)
                .param(array("uuid", rows, Row::ticket))
                .param(array("bigint", rows, row -> row.step() + 1L))
                .param(array("text", rows, row -> EVENTS.get(row.step()).ceType()))
                .param(array("uuid", rows, Row::command))
                .param(array("text", rows, row -> fingerprint))
                .param(array("timestamptz", rows, Row::time))
                .param(array("timestamptz", rows, Row::time))
                .param(array("text", rows, Row::body))
                .param(hashes(rows))
                .param(hashes(rows))
                .update();
    }

    private void save(List<Row> rows) {
        Map<UUID, Row> last = new LinkedHashMap<>();
        rows.forEach(row -> last.put(row.ticket(), row));
        Collection<Row> tickets = last.values();
        db.sql("""
                insert into bench_limit.ticket (id, district, number, state, version, snapshot, last_hash, updated_at)
                select t.*, ?::timestamptz
                from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::bytea[]) as t
                on conflict (id) do update set
                  state = excluded.state, version = excluded.version, snapshot = excluded.snapshot,
                  last_hash = excluded.last_hash, updated_at = excluded.updated_at
                """)
                .param(tickets.iterator().next().time())
                .param(array("uuid", tickets, Row::ticket))
                .param(array("text", tickets, row -> "QT"))
                .param(array("text", tickets, row -> row.key().substring(19)))
                .param(array("text", tickets, row -> STATES.get(row.step())))
                .param(array("bigint", tickets, row -> row.step() + 1L))
                .param(array("text", tickets, row -> snapshot))
                .param(hashes(tickets))
                .update();
    }

    private void publish(List<Row> rows) {
        List<Future<?>> sent = new ArrayList<>(rows.size() * 2);
        for (Row row : rows) {
            sent.add(producer.send(Wire.event(new StoredEvent(
                    new TicketId(row.ticket()),
                    row.step() + 1L,
                    EVENTS.get(row.step()),
                    row.at(),
                    row.body().getBytes(StandardCharsets.UTF_8),
                    HASH,
                    HASH))));
        }
        rows.forEach(row -> sent.add(producer.send(outcome(row))));
        producer.flush();
        for (Future<?> one : sent) {
            try {
                one.get();
            } catch (ExecutionException e) {
                throw new KafkaException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KafkaException(e);
            }
        }
    }

    private ProducerRecord<String, byte[]> outcome(Row row) {
        var record = new ProducerRecord<>(Topics.OUTCOMES, row.key(), outcome);
        Headers headers = record.headers();
        CloudEventHeaders.put(headers, "ce_specversion", "1.0");
        CloudEventHeaders.put(headers, CloudEventHeaders.ID, row.command().toString());
        CloudEventHeaders.put(headers, CloudEventHeaders.TYPE, OUTCOME_TYPE);
        CloudEventHeaders.put(headers, CloudEventHeaders.SOURCE, "/zhuqi/ticket");
        CloudEventHeaders.put(headers, CloudEventHeaders.SUBJECT, row.key());
        CloudEventHeaders.put(headers, CloudEventHeaders.TIME, row.at().toString());
        CloudEventHeaders.put(headers, "content-type", "application/json");
        return record;
    }

    /** Texts and numbers as arrays of their own type, which the driver sends in binary, without escaping anything. */
    private static SqlArrayValue array(String type, Collection<Row> rows, Function<Row, Object> value) {
        Object[] values = switch (type) {
            case "text" -> rows.stream().map(value).toArray(String[]::new);
            case "bigint" -> rows.stream().map(value).toArray(Long[]::new);
            default -> rows.stream().map(value).toArray();
        };
        return new SqlArrayValue(type, values);
    }

    private static SqlArrayValue hashes(Collection<Row> rows) {
        return new SqlArrayValue(
                "bytea", (Object[]) rows.stream().map(row -> HASH).toArray(byte[][]::new));
    }
}
