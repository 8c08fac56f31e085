package org.zhuqi.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.Actor;
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
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.dispatch.application.FindingSimilar;
import org.zhuqi.dispatch.application.Following;
import org.zhuqi.dispatch.application.IndexingTexts;
import org.zhuqi.dispatch.application.ProposingProblems;
import org.zhuqi.dispatch.application.Rarities;
import org.zhuqi.dispatch.domain.similar.Features;
import org.zhuqi.dispatch.domain.similar.Lookup;
import org.zhuqi.dispatch.domain.similar.Request;
import org.zhuqi.dispatch.postgres.CommonProblemRows;
import org.zhuqi.dispatch.postgres.GramRows;
import org.zhuqi.dispatch.postgres.SimilarRows;
import org.zhuqi.dispatch.postgres.TicketFactRows;
import org.zhuqi.platform.messaging.HashChain;
import org.zhuqi.platform.messaging.StoredEvent;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.persistence.SchemaMigrations;
import org.zhuqi.platform.persistence.ServiceSchema;
import org.zhuqi.platform.projection.ProjectionAlarm;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.telling.OutgoingRows;
import org.zhuqi.platform.telling.Telling;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "similar",
        mixinStandardHelpOptions = true,
        description = {
            "What the search for similar tickets costs in one district with many of them, and what it costs to keep it up.",
            "PostgreSQL runs as in ./zhuqi up; the texts are made up."
        })
final class SimilarBench implements Callable<Integer> {
    private static final DistrictId DISTRICT = new DistrictId("QT");
    private static final Instant BEGIN = Instant.parse("2026-03-02T01:00:00Z");
    private static final int BATCH = 500;
    private static final int WARM_UP = 300;

    @Option(names = "--tickets", description = "How many there are (default: ${DEFAULT-VALUE}).")
    private int tickets = 100_000;

    @Option(names = "--searches", description = "How many are measured (default: ${DEFAULT-VALUE}).")
    private int searches = 2_000;

    @Option(names = "--data", paramLabel = "DIR", description = "An empty folder that is kept (default: a temporary).")
    @Nullable
    private Path data;

    private final Random random = new Random(1);
    private final Requests requests = new Requests(random);
    private int made;

    @Override
    public Integer call() throws Exception {
        run(new Page());
        return 0;
    }

    void run(Page page) throws Exception {
        page.heading("Similar tickets");
        Served.measure(data, served -> measure(page, served.database(), served.postmaster()));
    }

    private void measure(Page page, HikariDataSource database, long postmaster) {
        ServiceSchema schema = new ServiceSchema("dispatch");
        new SchemaMigrations(database, List.of(schema));
        JdbcClient db = JdbcClient.create(database);
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        InstantSource now = () -> BEGIN.plusSeconds(made * 10L);
        SimilarRows texts = new SimilarRows(db);
        GramRows grams = new GramRows(db);
        Rarities rarities = new Rarities(grams);
        OutgoingRows outgoing = new OutgoingRows(db, schema);
        Telling telling = new Telling("bench", outgoing, waiting -> {}, transaction, Duration.ofHours(1));
        Following bare = following(db, List.of(), telling, transaction);
        Following whole =
                following(db, List.of(new IndexingTexts(texts, grams, Duration.ofDays(90), now)), telling, transaction);
        page.header("what", "how many", "µs each", "of it JVM", "of it PostgreSQL", "others' cores");
        count(page, "tickets counted in without the index", bare, postmaster, 5_000);
        count(page, "tickets counted in with it, nearly empty", whole, postmaster, 5_000);
        while (made < tickets + 5_000) {
            project(whole, batch());
        }
        db.sql("vacuum analyze dispatch.similar_text").update();
        count(page, "tickets counted in with it, %,d there".formatted(tickets), whole, postmaster, 5_000);
        Effort before = Effort.soFar(postmaster);
        transaction.executeWithoutResult(status -> grams.recount(DISTRICT));
        row(page, "counting the words anew", 1, Effort.soFar(postmaster).since(before));

        search(page, new FindingSimilar(texts, rarities, Duration.ofDays(90), now), now);
        propose(page, new ProposingProblems(texts, new CommonProblemRows(db), rarities, Duration.ofDays(30), now));
        explain(page, db, rarities, now);
    }

    private static Following following(
            JdbcClient db, List<Following.Companion> companions, Telling telling, TransactionTemplate transaction) {
        return new Following(new TicketFactRows(db), companions, telling, transaction, new ProjectionAlarm("bench"));
    }

    private void search(Page page, FindingSimilar finding, InstantSource now) {
        long[] micros = new long[searches];
        long found = 0;
        for (int i = -WARM_UP; i < searches; i++) {
            Requests.Written written = requests.next();
            long begin = System.nanoTime();
            Request request = request(written, now);
            int some = finding.inDistrict(DISTRICT, request, filed -> true, 20).size();
            if (i >= 0) {
                micros[i] = (System.nanoTime() - begin) / 1_000;
                found += some;
            }
        }
        Arrays.sort(micros);
        page.row(
                "search among %,d tickets".formatted(tickets),
                "%,d".formatted(searches),
                "p50 %,d, p95 %,d, p99 %,d"
                        .formatted(micros[searches / 2], micros[searches * 95 / 100], micros[searches * 99 / 100]),
                "%.1f found each".formatted((double) found / searches),
                "",
                "");
    }

    private static Request request(Requests.Written written, InstantSource now) {
        return new Request(
                Features.of(DISTRICT, written.title(), written.description()),
                null,
                new CatalogueItemId(written.item()),
                null,
                null,
                now.instant());
    }

    private static void propose(Page page, ProposingProblems proposing) {
        Caller caller = new Caller(new AccountId("bench"), Role.COORDINATOR, DISTRICT, null, null);
        proposing.of(caller);
        long begin = System.nanoTime();
        int proposals = proposing.of(caller).size();
        page.row("proposing common problems", 1, (System.nanoTime() - begin) / 1_000, proposals + " proposed", "", "");
    }

    private void explain(Page page, JdbcClient db, Rarities rarities, InstantSource now) {
        Rarities.Counted counted = rarities.of(DISTRICT);
        Request request = request(requests.next(), now);
        Lookup lookup = Lookup.of(DISTRICT, request.features(), counted.rarity(), counted.scale(), 300);
        for (List<Integer> grams : List.of(lookup.rare())) {
            List<String> plan = db.sql("""
                            explain (analyze, costs off, timing off, buffers) select * from dispatch.similar_text
                            where grams && ?::int[] and district = 'QT' and (closed_at is null or closed_at > now())
                            order by submitted_at desc, ticket_id limit 300""")
                    .param(new SqlArrayValue("int4", grams.toArray()))
                    .query((row, line) -> row.getString(1))
                    .list();
            page.line(plan.stream().collect(Collectors.joining("\n    ", "\n    ", "\n")));
        }
    }

    private void count(Page page, String what, Following following, long postmaster, int count) {
        List<List<ConsumerRecord<String, byte[]>>> batches = new ArrayList<>();
        for (int i = 0; i < count; i += BATCH) {
            batches.add(batch());
        }
        Effort before = Effort.soFar(postmaster);
        batches.forEach(batch -> project(following, batch));
        row(page, what, count, Effort.soFar(postmaster).since(before));
    }

    private static void project(Following following, List<ConsumerRecord<String, byte[]>> batch) {
        if (!following.project(batch).isEmpty()) {
            throw new IllegalStateException("the tickets could not be counted in");
        }
    }

    private static void row(Page page, String what, int count, Effort spent) {
        page.row(
                what,
                "%,d".formatted(count),
                "%,.0f".formatted(spent.wallSeconds() * 1e6 / count),
                "%,.0f".formatted(spent.jvmSeconds() * 1e6 / count),
                "%,.0f".formatted(spent.postgresSeconds() * 1e6 / count),
                "%.2f".formatted(spent.othersCores()));
    }

    private List<ConsumerRecord<String, byte[]>> batch() {
        List<ConsumerRecord<String, byte[]>> batch = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            batch.add(submitted());
        }
        return batch;
    }

    private ConsumerRecord<String, byte[]> submitted() {
        made++;
        TicketId ticket = new TicketId(new UUID(random.nextLong(), random.nextLong()));
        Instant at = BEGIN.plusSeconds(made * 10L);
        Requests.Written written = requests.next();
        var message = new EventMessage<>(
                ticket,
                new TicketNumber("QT-2026-%06d".formatted(made)),
                1,
                DISTRICT,
                new CommandId(UUID.randomUUID()),
                new Actor(new AccountId("qt-enterprise"), Role.ENTERPRISE, null, null),
                at,
                at,
                null,
                TicketState.SUBMITTED,
                1,
                null,
                new TicketEvent.Submitted(
                        new EnterpriseId("qt-ent-" + random.nextInt(791)),
                        written.title(),
                        written.description(),
                        new CatalogueItemId(written.item()),
                        Urgency.NORMAL,
                        null,
                        null,
                        null,
                        List.of()));
        byte[] body = Wire.eventBody(message);
        ProducerRecord<String, byte[]> sent = Wire.event(new StoredEvent(
                ticket, 1, message.type(), at, body, HashChain.start(), HashChain.next(HashChain.start(), body)));
        var received = new ConsumerRecord<>(sent.topic(), 0, 0L, sent.key(), sent.value());
        sent.headers().forEach(received.headers()::add);
        return received;
    }
}
