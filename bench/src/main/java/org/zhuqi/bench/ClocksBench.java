package org.zhuqi.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.allinone.Servers;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.Topics;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.messaging.HashChain;
import org.zhuqi.platform.messaging.KafkaClients;
import org.zhuqi.platform.messaging.StoredEvent;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.persistence.SchemaMigrations;
import org.zhuqi.platform.persistence.ServiceSchema;
import org.zhuqi.platform.projection.ProjectionAlarm;
import org.zhuqi.timeliness.application.Announcing;
import org.zhuqi.timeliness.application.Calendars;
import org.zhuqi.timeliness.application.KeepingClocks;
import org.zhuqi.timeliness.application.Policies;
import org.zhuqi.timeliness.application.Telling;
import org.zhuqi.timeliness.kafka.KafkaTelling;
import org.zhuqi.timeliness.postgres.CalendarRows;
import org.zhuqi.timeliness.postgres.OutgoingRows;
import org.zhuqi.timeliness.postgres.PolicyRows;
import org.zhuqi.timeliness.postgres.TicketRows;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "clocks",
        mixinStandardHelpOptions = true,
        description = {
            "What the clocks cost: counting events in and scanning for what is due, with a million clocks open.",
            "PostgreSQL and Kafka run as in ./zhuqi up; what the clocks tell is written to its topic."
        })
final class ClocksBench implements Callable<Integer> {
    private static final DistrictId DISTRICT = new DistrictId("QT");
    private static final Instant BEGIN = Instant.parse("2026-03-02T01:00:00Z");
    private static final int BATCH = 500;
    private static final int SCANS = 500;

    @Option(names = "--clocks", description = "How many are open in the end (default: ${DEFAULT-VALUE}).")
    private int clocks = 1_000_000;

    @Option(names = "--due", description = "Tickets whose time comes at once (default: ${DEFAULT-VALUE}).")
    private int due = 20_000;

    @Option(names = "--data", paramLabel = "DIR", description = "An empty folder that is kept (default: a temporary).")
    @Nullable
    private Path data;

    private final AtomicReference<Instant> time = new AtomicReference<>(BEGIN);
    private final Random random = new Random(1);
    private final List<TicketId> tickets = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        run(new Page());
        return 0;
    }

    void run(Page page) throws Exception {
        page.heading("Clocks");
        Served.measure(data, served -> measure(page, served.servers(), served.database(), served.postmaster()));
    }

    private void measure(Page page, Servers servers, HikariDataSource database, long postmaster) throws Exception {
        KafkaClients kafka = new KafkaClients(
                Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers.bootstrapServers()), null);
        try (Admin admin = Admin.create(kafka.common())) {
            admin.createTopics(List.of(
                            new NewTopic(Topics.CLOCKS, 8, (short) 1).configs(Map.of("flush.messages", "1")),
                            new NewTopic(Topics.RULES, 1, (short) 1)))
                    .all()
                    .get();
        }
        new SchemaMigrations(database, List.of(new ServiceSchema("timeliness")));
        JdbcClient db = JdbcClient.create(database);
        InstantSource now = time::get;
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        TicketRows rows = new TicketRows(db);
        OutgoingRows outgoing = new OutgoingRows(db);
        PolicyRows policyRows = new PolicyRows(db);
        CalendarRows calendarRows = new CalendarRows(db);
        try (KafkaTelling telling = new KafkaTelling(kafka.producer("zhuqi-bench-clocks", 0))) {
            new Announcing(policyRows, calendarRows, rows, telling, transaction, now).start();
            KeepingClocks keeping = new KeepingClocks(
                    rows,
                    outgoing,
                    new Policies(policyRows),
                    new Calendars(calendarRows),
                    new Telling(outgoing, telling),
                    transaction,
                    now,
                    new ProjectionAlarm("bench"));
            page.header("what", "how many", "µs each", "of it JVM", "of it PostgreSQL", "others' cores");
            fill(keeping, 2_000, 0);
            count(page, "events counted in, tables nearly empty", keeping, postmaster, 10_000);
            // Six open clocks from a dispatch on: three of the ticket, three of the unit.
            fill(keeping, Math.max(0, clocks / 6 - tickets.size()), 1);
            db.sql("vacuum analyze timeliness.ticket").update();
            db.sql("vacuum analyze timeliness.clock").update();
            long open = db.sql("select count(*) from timeliness.clock")
                    .query(Long.class)
                    .single();
            count(page, "events counted in, %,d clocks open".formatted(open), keeping, postmaster, 10_000);
            scanNothing(page, keeping, open);
            explain(
                    page,
                    db,
                    "a scan",
                    "select id from timeliness.ticket where next_alarm_at <= '2026-03-02T01:00:00Z' "
                            + "order by next_alarm_at limit 500 for update skip locked");
            explain(page, db, "what is due of a unit", """
                    select c.*, t.number from timeliness.clock c join timeliness.ticket t on t.id = c.ticket_id
                    where c.district = 'QT' and c.unit = 'qt-unit-7' and c.scope = 'UNIT'
                    order by c.due, c.ticket_id, c.clock limit 51""");
            explain(page, db, "what is overdue of a district", """
                    select c.*, t.number from timeliness.clock c join timeliness.ticket t on t.id = c.ticket_id
                    where c.district = 'QT' and c.scope = 'TICKET' and c.due < '2027-03-10T01:00:00Z'
                      and (c.paused_since is null or c.paused_since >= c.due)
                    order by c.due, c.ticket_id, c.clock limit 51""");
            // The last ones were dispatched on a later day: only the time of the first has come.
            time.set(time.get().plus(Duration.ofHours(5)));
            scanDue(page, keeping, db, postmaster);
        }
    }

    private void fill(KeepingClocks keeping, int count, int day) {
        int made = 0;
        while (made < count) {
            List<ConsumerRecord<String, byte[]>> batch = new ArrayList<>();
            for (int i = 0; i < BATCH / 2 && made < count; i++, made++) {
                batch.addAll(dispatched(time.get().plus(Duration.ofDays(day)).plusSeconds(made % 20_000)));
            }
            project(keeping, batch);
        }
    }

    private void count(Page page, String what, KeepingClocks keeping, long postmaster, int count) {
        List<List<ConsumerRecord<String, byte[]>>> batches = new ArrayList<>();
        int events = 0;
        while (events < count) {
            List<ConsumerRecord<String, byte[]>> batch = new ArrayList<>();
            while (batch.size() < BATCH) {
                batch.addAll(dispatched(time.get().plus(Duration.ofDays(2))));
            }
            events += batch.size();
            batches.add(batch);
        }
        Effort before = Effort.soFar(postmaster);
        batches.forEach(batch -> project(keeping, batch));
        row(page, what, events, Effort.soFar(postmaster).since(before));
    }

    private static void project(KeepingClocks keeping, List<ConsumerRecord<String, byte[]>> batch) {
        if (!keeping.project(batch).isEmpty()) {
            throw new IllegalStateException("the clocks could not count the events in");
        }
    }

    private static void scanNothing(Page page, KeepingClocks keeping, long open) {
        long[] micros = new long[SCANS];
        for (int i = 0; i < SCANS; i++) {
            long begin = System.nanoTime();
            if (keeping.settleDue(BATCH) != 0) {
                throw new IllegalStateException("something was due");
            }
            micros[i] = (System.nanoTime() - begin) / 1_000;
        }
        Arrays.sort(micros);
        page.row(
                "scan that finds nothing, %,d clocks open".formatted(open),
                SCANS,
                "p50 %d, p99 %d".formatted(micros[SCANS / 2], micros[SCANS * 99 / 100]),
                "",
                "",
                "");
    }

    private static void explain(Page page, JdbcClient db, String what, String sql) {
        List<String> plan = db.sql("explain (analyze, costs off, timing off) " + sql)
                .query((row, line) -> row.getString(1))
                .list();
        String index = plan.stream()
                .filter(line -> line.contains(" using "))
                .map(line -> line.strip().replaceAll(".*using (\\S+).*", "$1"))
                .distinct()
                .collect(Collectors.joining(", "));
        page.row("plan of " + what, "", plan.getLast().strip(), index.isEmpty() ? "no index" : index, "", "");
    }

    private void scanDue(Page page, KeepingClocks keeping, JdbcClient db, long postmaster) {
        // Only so many: the others wait for their own time.
        db.sql("""
                update timeliness.ticket set next_alarm_at = null
                where id not in (select id from timeliness.ticket order by next_alarm_at limit ?)
                """).param(due).update();
        time.set(BEGIN.plus(Duration.ofDays(30)));
        db.sql("vacuum analyze timeliness.ticket").update();
        Effort before = Effort.soFar(postmaster);
        int settled = 0;
        int some;
        do {
            some = keeping.settleDue(BATCH);
            settled += some;
        } while (some > 0);
        row(
                page,
                "tickets settled, each with six notices",
                settled,
                Effort.soFar(postmaster).since(before));
    }

    private static void row(Page page, String what, int count, Effort spent) {
        page.row(
                what,
                "%,d".formatted(count),
                "%.0f".formatted(spent.wallSeconds() * 1e6 / count),
                "%.0f".formatted(spent.jvmSeconds() * 1e6 / count),
                "%.0f".formatted(spent.postgresSeconds() * 1e6 / count),
                "%.2f".formatted(spent.othersCores()));
    }

    /** A ticket that is submitted and dispatched. */
    private List<ConsumerRecord<String, byte[]>> dispatched(Instant at) {
        TicketId ticket = new TicketId(new UUID(random.nextLong(), random.nextLong()));
        tickets.add(ticket);
        TicketNumber number = new TicketNumber("QT-2026-%06d".formatted(tickets.size()));
        return List.of(
                event(
                        ticket,
                        number,
                        1,
                        at,
                        TicketState.SUBMITTED,
                        new TicketEvent.Submitted(
                                new EnterpriseId("qt-ent-001"),
                                "产权证办理",
                                "厂房已竣工，请协助办证。",
                                new CatalogueItemId("land"),
                                Urgency.NORMAL,
                                null,
                                null,
                                null,
                                List.of())),
                event(
                        ticket,
                        number,
                        2,
                        at.plusSeconds(60),
                        TicketState.DISPATCHED,
                        new TicketEvent.Dispatched(
                                new UnitId("qt-unit-" + tickets.size() % 37), List.of(), null, null)));
    }

    private static ConsumerRecord<String, byte[]> event(
            TicketId ticket, TicketNumber number, long sequence, Instant at, TicketState state, TicketEvent event) {
        var message = new EventMessage<>(
                ticket,
                number,
                sequence,
                DISTRICT,
                new CommandId(UUID.randomUUID()),
                new Actor(new AccountId("qt-coordinator"), Role.COORDINATOR, null, null),
                at,
                at,
                "135-staged@1",
                state,
                1,
                null,
                event);
        byte[] body = Wire.eventBody(message);
        ProducerRecord<String, byte[]> sent = Wire.event(new StoredEvent(
                ticket,
                sequence,
                message.type(),
                at,
                body,
                HashChain.start(),
                HashChain.next(HashChain.start(), body)));
        var received = new ConsumerRecord<>(sent.topic(), 0, 0L, sent.key(), sent.value());
        sent.headers().forEach(received.headers()::add);
        return received;
    }
}
