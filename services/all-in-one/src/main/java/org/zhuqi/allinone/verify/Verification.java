package org.zhuqi.allinone.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.allinone.DataFolder;
import org.zhuqi.allinone.DataFolder.Running;
import org.zhuqi.allinone.Database;
import org.zhuqi.allinone.Servers;
import org.zhuqi.contracts.Topics;
import org.zhuqi.intake.AttachmentSettings;
import org.zhuqi.platform.messaging.CloudEventHeaders;
import org.zhuqi.platform.messaging.KafkaClients;

/**
 * Looks at an installation from outside, with the eyes of an auditor: what was acknowledged, what was decided, what was
 * told, what is shown, and whether all four agree. Reads only.
 */
public final class Verification {
    private static final String ENGINE = "zhuqi-ticket";
    private static final String DESK = "zhuqi-desk";
    private static final String TIMELINESS = "zhuqi-timeliness";
    private static final String INTAKE = "zhuqi-intake";
    private static final String DISPATCH = "zhuqi-dispatch";
    private static final String NOTIFICATION = "zhuqi-notification";
    private static final String WEBHOOKS = NOTIFICATION + "-webhooks";
    private static final Duration CATCH_UP = Duration.ofMinutes(2);
    private static final int BATCH = 5_000;

    private final KafkaClients kafka;
    private final DataSource database;
    private final JdbcClient db;
    private final AttachmentSettings attachments;

    private Verification(KafkaClients kafka, DataSource database, AttachmentSettings attachments) {
        this.kafka = kafka;
        this.database = database;
        this.db = JdbcClient.create(database);
        this.attachments = attachments;
    }

    /** @param settings with which the installation runs, where they are not the built-in ones */
    public static Verification of(Running running, DataFolder folder, Map<String, String> settings) {
        return of(running.bootstrapServers(), Database.of(running), AttachmentPlace.of(folder, settings));
    }

    /** @param settings with which the installation runs, where they are not the built-in ones */
    public static Verification of(Servers servers, DataFolder folder, Map<String, String> settings) {
        return of(
                servers.bootstrapServers(),
                Database.of(servers.jdbcUrl(), servers.username(), servers.password()),
                AttachmentPlace.of(folder, settings));
    }

    /**
     * Of services that run apart, on servers of their own.
     *
     * @param database as an account that may read all schemas
     * @param settings with which intake runs: where attachments are
     */
    public static Verification of(String bootstrapServers, DataSource database, Map<String, String> settings) {
        return of(bootstrapServers, database, AttachmentPlace.of(settings));
    }

    /**
     * The same, of brokers that ask who one is.
     *
     * @param kafka settings of clients: where the brokers are, and how one is known to them
     */
    public static Verification of(Map<String, Object> kafka, DataSource database, Map<String, String> settings) {
        return new Verification(new KafkaClients(kafka, null), database, AttachmentPlace.of(settings));
    }

    private static Verification of(String bootstrapServers, DataSource database, AttachmentSettings attachments) {
        return new Verification(
                new KafkaClients(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers), null),
                database,
                attachments);
    }

    /** While it runs: first waits until the engine and the read side have nothing left to do. */
    public List<Check> whenCaughtUp() throws InterruptedException {
        List<Check> checks = new ArrayList<>();
        checks.add(caughtUp(ENGINE, Topics.COMMANDS, "engine has decided every command"));
        checks.add(caughtUp(DESK, Topics.EVENTS, "read side has taken every event"));
        checks.addAll(atRest());
        checks.add(caughtUp(TIMELINESS, Topics.EVENTS, "clocks have taken every event"));
        checks.add(caughtUp(DESK + "-clocks", Topics.CLOCKS, "read side has taken every clock event"));
        checks.add(caughtUp(INTAKE, Topics.EVENTS, "attachments know of every event"));
        checks.add(caughtUp(INTAKE + "-requests", Topics.EVENTS, "Open311 tells of every event"));
        checks.add(caughtUp(INTAKE + "-due", Topics.CLOCKS, "Open311 tells of every due date"));
        checks.add(caughtUp(DISPATCH, Topics.EVENTS, "dispatch has taken every event"));
        String figures = "zhuqi-metrics-%d-".formatted(new FigureChecks(database).serving());
        checks.add(caughtUp(figures + "tickets", Topics.EVENTS, "figures have taken every event"));
        checks.add(caughtUp(figures + "clocks", Topics.CLOCKS, "figures have taken every clock event"));
        checks.add(caughtUp(figures + "dispatch", Topics.DISPATCH, "figures have taken every event beside tickets"));
        checks.addAll(new ReadSideChecks(database).run());
        checks.addAll(new FigureChecks(database).run());
        checks.addAll(new ClockChecks(kafka, database).run());
        checks.addAll(new DirectoryChecks(kafka, database).run());
        checks.addAll(new DispatchChecks(kafka, database).run());
        checks.addAll(new CatalogueChecks(kafka, database).run());
        checks.add(attachments().everyTicketIsKnown());
        checks.add(caughtUp(NOTIFICATION, Topics.EVENTS, "notifications have taken every event"));
        checks.add(caughtUp(NOTIFICATION + "-clocks", Topics.CLOCKS, "notifications have taken every clock event"));
        checks.add(caughtUp(
                NOTIFICATION + "-meetings", Topics.DISPATCH, "notifications have taken every event beside tickets"));
        NotificationChecks notifications = new NotificationChecks(database);
        checks.addAll(notifications.run());
        checks.add(soon(notifications::nothingIsHeld));
        WebhookChecks webhooks = new WebhookChecks(database);
        if (webhooks.areOn()) {
            checks.add(caughtUp(WEBHOOKS + "-events", Topics.EVENTS, "webhooks have taken every event"));
            checks.add(caughtUp(WEBHOOKS + "-clocks", Topics.CLOCKS, "webhooks have taken every clock event"));
            checks.add(caughtUp(
                    WEBHOOKS + "-dispatch", Topics.DISPATCH, "webhooks have taken every event beside tickets"));
            checks.add(webhooks.everyTicketIsCountedIn());
            checks.add(soon(webhooks::nothingIsHeld));
        }
        return checks;
    }

    /** What was away for a while catches up first. */
    private static Check soon(Supplier<Check> asking) throws InterruptedException {
        long deadline = System.nanoTime() + CATCH_UP.toNanos();
        Check check = asking.get();
        while (check.faults() > 0 && System.nanoTime() < deadline) {
            Thread.sleep(200);
            check = asking.get();
        }
        return check;
    }

    /** What must hold at any time, also right after a crash, before anything was started again. */
    public List<Check> atRest() throws InterruptedException {
        List<Check> checks = new ArrayList<>();
        checks.add(everyCommandHasItsOutcome());
        checks.addAll(new LogChecks(database).run());
        checks.addAll(topicEqualsLog());
        checks.add(attachments().everyFileIsThere());
        return checks;
    }

    AttachmentChecks attachments() {
        return new AttachmentChecks(database, attachments);
    }

    private Check caughtUp(String group, String topic, String question) throws InterruptedException {
        Check check = new Check(question);
        long deadline = System.nanoTime() + CATCH_UP.toNanos();
        try (Admin admin = Admin.create(kafka.common())) {
            while (true) {
                Map<TopicPartition, Long> ends = ends(admin, topic);
                Map<TopicPartition, Long> committed = committed(admin, group);
                List<TopicPartition> behind = ends.keySet().stream()
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

    private static Map<TopicPartition, Long> ends(Admin admin, String topic) throws InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        answer(admin.describeTopics(List.of(topic)).allTopicNames())
                .forEach((name, description) -> description
                        .partitions()
                        .forEach(partition ->
                                latest.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest())));
        Map<TopicPartition, Long> ends = new HashMap<>();
        answer(admin.listOffsets(latest).all()).forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private static Map<TopicPartition, Long> committed(Admin admin, String group) throws InterruptedException {
        Map<TopicPartition, Long> committed = new HashMap<>();
        answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        committed.put(partition, offset.offset());
                    }
                });
        return committed;
    }

    /** What cannot be read must not pass for sound. */
    private static <T> T answer(KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not answer: " + e.getCause(), e);
        }
    }

    Check everyCommandHasItsOutcome() throws InterruptedException {
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

    List<Check> topicEqualsLog() {
        Check order = new Check("published events of each ticket come in order, none left out");
        Check same = new Check("published events are those of the log, byte for byte");
        Check all = new Check("every event of the log was published");
        Map<UUID, Long> last = new HashMap<>();
        List<PublishedEvent> batch = new ArrayList<>();
        TopicReading.all(kafka, Topics.EVENTS, record -> {
            PublishedEvent event = PublishedEvent.read(record).orElse(null);
            if (event == null) {
                same.lookedAtOne();
                same.fault("partition %d offset %d holds no event".formatted(record.partition(), record.offset()));
                return;
            }
            long before = last.getOrDefault(event.ticket(), 0L);
            order.lookedAtOne();
            if (event.sequence() > before + 1) {
                order.fault("ticket %s: event %d follows %d (partition %d offset %d)"
                        .formatted(event.ticket(), event.sequence(), before, record.partition(), record.offset()));
            }
            last.put(event.ticket(), Math.max(before, event.sequence()));
            batch.add(event);
            if (batch.size() == BATCH) {
                checkBodies(batch, same);
                batch.clear();
            }
        });
        checkBodies(batch, same);
        db.sql("select id, version from ticket.ticket").query(rs -> {
            all.lookedAtOne();
            long published = last.getOrDefault(rs.getObject(1, UUID.class), 0L);
            if (published < rs.getLong(2)) {
                all.fault("ticket %s: %d events in the log, %d published"
                        .formatted(rs.getString(1), rs.getLong(2), published));
            }
        });
        return List.of(order, same, all);
    }

    private void checkBodies(List<PublishedEvent> events, Check check) {
        check.lookedAt(events.size());
        db.sql("""
                select asked.ticket_id, asked.sequence
                from unnest(?::uuid[], ?::bigint[], ?::text[], ?::text[], ?::text[])
                       as asked (ticket_id, sequence, type, hash, body)
                left join ticket.event e on e.ticket_id = asked.ticket_id and e.sequence = asked.sequence
                where e.hash is null or encode(e.hash, 'hex') <> asked.hash or e.body <> asked.body or e.type <> asked.type
                """)
                .param(new SqlArrayValue(
                        "uuid", events.stream().map(PublishedEvent::ticket).toArray()))
                .param(new SqlArrayValue(
                        "bigint", events.stream().map(PublishedEvent::sequence).toArray()))
                .param(new SqlArrayValue(
                        "text", events.stream().map(PublishedEvent::type).toArray()))
                .param(new SqlArrayValue(
                        "text", events.stream().map(PublishedEvent::hash).toArray()))
                .param(new SqlArrayValue(
                        "text", events.stream().map(PublishedEvent::body).toArray()))
                .query(rs -> {
                    check.fault("ticket %s event %d is not in the log as it was published"
                            .formatted(rs.getString(1), rs.getLong(2)));
                });
    }
}
