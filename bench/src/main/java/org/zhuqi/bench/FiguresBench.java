package org.zhuqi.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.metrics.application.BuildAlarms;
import org.zhuqi.metrics.application.Charting;
import org.zhuqi.metrics.application.Counting;
import org.zhuqi.metrics.application.Counting.Asked;
import org.zhuqi.metrics.application.GatheringFacts;
import org.zhuqi.metrics.application.Question;
import org.zhuqi.metrics.application.Ranking;
import org.zhuqi.metrics.application.Scope;
import org.zhuqi.metrics.domain.Definition.Part;
import org.zhuqi.metrics.domain.Dimension;
import org.zhuqi.metrics.domain.Figure;
import org.zhuqi.metrics.domain.Figures;
import org.zhuqi.metrics.domain.Population;
import org.zhuqi.metrics.postgres.ExclusionRows;
import org.zhuqi.metrics.postgres.FactRows;
import org.zhuqi.metrics.postgres.FigureRows;
import org.zhuqi.metrics.postgres.Names;
import org.zhuqi.metrics.postgres.StockRows;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.persistence.SchemaMigrations;
import org.zhuqi.platform.persistence.ServiceSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "figures",
        mixinStandardHelpOptions = true,
        description = {
            "What the figures cost: building their facts from the events, and asking for them, with a million tickets of",
            "three years in four districts. PostgreSQL runs as in ./zhuqi up; the events are made up."
        })
final class FiguresBench implements Callable<Integer> {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final int WARM_UP = 5;

    @Option(names = "--tickets", description = "How many there are (default: ${DEFAULT-VALUE}).")
    private int tickets = 1_000_000;

    @Option(
            names = "--built",
            description = "How many of them are built from events; the others are copies (default: ${DEFAULT-VALUE}).")
    private int built = 100_000;

    @Option(names = "--questions", description = "How many of each kind are measured (default: ${DEFAULT-VALUE}).")
    private int questions = 60;

    @Option(names = "--batch", description = "Events in one transaction of the build (default: ${DEFAULT-VALUE}).")
    private int batch = 10_000;

    @Option(names = "--data", paramLabel = "DIR", description = "An empty folder that is kept (default: a temporary).")
    @Nullable
    private Path data;

    @Option(names = "--again", description = "Ask what an earlier run left in --data, without building it anew.")
    private boolean again;

    private final Random random = new Random(7);
    private final ExecutorService consumers =
            Executors.newFixedThreadPool(4, Thread.ofPlatform().daemon().factory());

    @Override
    public Integer call() throws Exception {
        run(new Page());
        return 0;
    }

    void run(Page page) throws Exception {
        page.heading("Figures");
        Served.measure(data, again, served -> measure(page, served.database(), served.postmaster()));
    }

    private void measure(Page page, HikariDataSource database, long postmaster) {
        new SchemaMigrations(database, List.of(new ServiceSchema("metrics")));
        JdbcClient db = JdbcClient.create(database);
        JdbcTransactionManager transactions = new JdbcTransactionManager(database);
        Names names = new Names(db, transactions);
        FigureRows figures = new FigureRows(db, names, districts -> Map.of());
        GatheringFacts gathering = new GatheringFacts(
                new FactRows(db, names),
                new ExclusionRows(db, figures),
                new TransactionTemplate(transactions),
                new BuildAlarms());
        if (!again) {
            build(page, gathering, db, postmaster);
            multiply(page, db);
        }
        for (String table : List.of("story", "ticket", "moment", "clock", "day")) {
            db.sql("vacuum analyze metrics." + table).update();
        }
        Counting counting = new Counting(figures, new KnownDirectory());
        ask(page, counting);
        chart(page, counting, new Charting(counting, new StockRows(figures), figures));
    }

    private void build(Page page, GatheringFacts gathering, JdbcClient db, long postmaster) {
        page.header("building", "events", "events/s", "µs JVM", "µs PostgreSQL", "others' cores");
        FiguresLog log = new FiguresLog(Math.min(built, tickets));
        int stretches = 5;
        long whole = 0;
        double seconds = 0;
        FiguresLog.Told told = log.next();
        for (int stretch = 1; stretch <= stretches; stretch++) {
            long events = 0;
            double wall = 0;
            double jvm = 0;
            double postgres = 0;
            double others = 0;
            Instant end = FiguresLog.BEGIN.plus(
                    FiguresLog.LENGTH.multipliedBy(stretch).dividedBy(stretches));
            boolean isLast = stretch == stretches;
            while (told != null && (isLast || !told.at().isAfter(end))) {
                List<ConsumerRecord<String, byte[]>> some = new ArrayList<>();
                List<ConsumerRecord<String, byte[]>> clocks = new ArrayList<>();
                while (told != null && some.size() + clocks.size() < batch) {
                    some.add(told.event());
                    if (told.clocks() != null) {
                        clocks.add(told.clocks());
                    }
                    told = log.next();
                }
                // What it takes to make the events up is not counted.
                Effort before = Effort.soFar(postmaster);
                // Two consumers for each topic, as in the service; each has the partitions of some tickets.
                CompletableFuture.allOf(Stream.of(0, 1)
                                .flatMap(half -> Stream.of(
                                        CompletableFuture.runAsync(
                                                () -> gathering.events(1, half(some, half)), consumers),
                                        CompletableFuture.runAsync(
                                                () -> gathering.clocks(1, half(clocks, half)), consumers)))
                                .toArray(CompletableFuture<?>[]::new))
                        .join();
                Effort spent = Effort.soFar(postmaster).since(before);
                events += some.size() + clocks.size();
                wall += spent.wallSeconds();
                jvm += spent.jvmSeconds();
                postgres += spent.postgresSeconds();
                others = Math.max(others, spent.othersCores());
            }
            whole += events;
            seconds += wall;
            page.row(
                    "part %d of %d".formatted(stretch, stretches),
                    "%,d".formatted(events),
                    "%,.0f".formatted(events / wall),
                    "%,.1f".formatted(jvm * 1e6 / events),
                    "%,.1f".formatted(postgres * 1e6 / events),
                    "%.2f".formatted(others));
        }
        page.line("\nIn whole %,d events in %,.0f s, two consumers for tickets and two for clocks: %,.0f events/s. %s\n"
                .formatted(whole, seconds, whole / seconds, sizes(db)));
    }

    /**
     * Each ticket as often as it takes, under ids of its own, with everything that is known of it. In the order of their receipt,
     * in which they come to a service too.
     */
    private void multiply(Page page, JdbcClient db) {
        int copies = tickets / Math.min(built, tickets) - 1;
        if (copies == 0) {
            return;
        }
        db.sql("""
                        create table copy as
                        select row_number() over (order by received_at) as place, ticket_id as old, gen_random_uuid() as new
                        from metrics.ticket cross join generate_series(1, %d)
                        """.formatted(copies)).update();
        db.sql("analyze copy").update();
        for (String table : List.of("ticket", "story", "moment", "clock")) {
            String others = db.sql("""
                            select string_agg('t.' || column_name, ', ' order by ordinal_position)
                            from information_schema.columns
                            where table_schema = 'metrics' and table_name = ? and column_name not in ('build', 'ticket_id')
                                and is_generated = 'NEVER'
                            """).param(table).query(String.class).single();
            db.sql("""
                            insert into metrics.%1$s (build, ticket_id, %2$s)
                            select t.build, copy.new, %3$s
                            from metrics.%1$s t join copy on copy.old = t.ticket_id
                            order by copy.place
                            """.formatted(table, others.replace("t.", ""), others)).update();
        }
        page.line("Copied to %,d tickets. %s\n".formatted(tickets, sizes(db)));
    }

    private static List<ConsumerRecord<String, byte[]>> half(List<ConsumerRecord<String, byte[]>> all, int half) {
        return all.stream().filter(record -> record.partition() == half).toList();
    }

    private static String sizes(JdbcClient db) {
        return db.sql("""
                        select string_agg(relname || ' ' || pg_size_pretty(pg_total_relation_size(oid)), ', ' order by relname)
                        from pg_class where relnamespace = 'metrics'::regnamespace and relkind = 'r' and relname like '%\\_1'
                        """).query(String.class).single();
    }

    private void ask(Page page, Counting counting) {
        page.header("asking, one district of four", "how many", "p50 ms", "p95 ms", "p99 ms", "slowest ms");
        List<Asked> all = Figures.ALL.stream()
                .map(figure -> new Asked(figure, figure.main()))
                .toList();
        List<Asked> ofTickets = all.stream()
                .filter(each -> each.definition().population() == Population.TICKETS)
                .toList();
        row(page, "all figures of a month", () -> counting.figures(all, question(30, false), CHINA));
        row(page, "all figures of a year", () -> counting.figures(all, question(365, false), CHINA));
        row(page, "the tickets' figures of a year", () -> counting.figures(ofTickets, question(365, false), CHINA));
        row(page, "the same at a past cut-off", () -> counting.figures(ofTickets, question(365, true), CHINA));
        row(
                page,
                "on time by unit, a year",
                () -> counting.figures(asked("on-time"), question(365, false, Dimension.UNIT), CHINA));
        row(
                page,
                "closed rate by unit and item, a year",
                () -> counting.figures(
                        asked("closed-rate"), question(365, false, Dimension.UNIT, Dimension.ITEM), CHINA));
        row(
                page,
                "closed rate by month, a year",
                () -> counting.figures(asked("closed-rate"), question(365, false, Dimension.MONTH), CHINA));
        row(
                page,
                "closed rate of three years",
                () -> counting.figures(asked("closed-rate"), question(1095, false), CHINA));
        row(
                page,
                "units' own on time, a year",
                () -> counting.figures(asked("unit-on-time"), question(365, false, Dimension.UNIT), CHINA));
        row(
                page,
                "bounces by unit, a year",
                () -> counting.figures(asked("bounces"), question(365, false, Dimension.UNIT), CHINA));
        row(page, "what is open now", () -> counting.figures(asked("open"), question(365, false), CHINA));
        row(
                page,
                "a page of those behind a figure",
                () -> counting.cases(
                        asked("on-time").getFirst().definition(), Part.REST, question(365, false), null, 51));
        row(
                page,
                "the same of a common part",
                () -> counting.cases(
                        asked("closed-rate").getFirst().definition(), Part.NUMERATOR, question(365, true), null, 51));
    }

    /** Stretches of thirty days, for months. */
    private void chart(Page page, Counting counting, Charting charting) {
        page.header("charts, one district of four", "how many", "p50 ms", "p95 ms", "p99 ms", "slowest ms");
        for (String key : List.of("closed-rate", "answers", "open", "overdue")) {
            Asked asked = asked(key).getFirst();
            row(page, key + " over twelve months", () -> charting.series(asked, in(12, Duration.ofDays(30))));
        }
        Asked open = asked("open").getFirst();
        row(page, "open over the days of a year", () -> charting.series(open, in(365, Duration.ofDays(1))));
        Asked rate = asked("closed-rate").getFirst();
        row(
                page,
                "units ranked by closed rate, a year",
                () -> Ranking.of(
                        counting.figures(List.of(rate), question(365, false, Dimension.UNIT), CHINA)
                                .getFirst()
                                .groups(),
                        rate.figure().direction(),
                        Ranking.Order.WORST,
                        10));
    }

    private Question in(int stretches, Duration stretch) {
        Question whole =
                question(Math.toIntExact(stretch.multipliedBy(stretches).toDays()), false);
        return new Question(
                whole.scope(),
                whole.from(),
                whole.to(),
                whole.at(),
                List.of(),
                IntStream.range(0, stretches)
                        .mapToObj(each -> whole.from().plus(stretch.multipliedBy(each)))
                        .toList());
    }

    private static List<Asked> asked(String key) {
        Figure figure = Figures.find(key).orElseThrow();
        return List.of(new Asked(figure, figure.main()));
    }

    /** Of some stretch of this length in one of the districts. */
    private Question question(int days, boolean past, Dimension... by) {
        int latest = (int) FiguresLog.LENGTH.toDays() - days;
        Instant from = FiguresLog.BEGIN.plus(Duration.ofDays(latest == 0 ? 0 : random.nextInt(latest)));
        Instant to = from.plus(Duration.ofDays(days));
        Scope scope = new Scope(
                java.util.Set.of(new DistrictId(FiguresLog.DISTRICTS.get(random.nextInt(FiguresLog.DISTRICTS.size())))),
                Jurisdiction.WHOLE_DISTRICT,
                Map.of());
        Instant at = past ? to : FiguresLog.BEGIN.plus(FiguresLog.LENGTH).plus(Duration.ofDays(60));
        return new Question(scope, from, to, at, List.of(by), List.of());
    }

    private void row(Page page, String what, Runnable question) {
        long[] micros = new long[questions];
        for (int i = -WARM_UP; i < questions; i++) {
            long begin = System.nanoTime();
            question.run();
            if (i >= 0) {
                micros[i] = (System.nanoTime() - begin) / 1_000;
            }
        }
        Arrays.sort(micros);
        page.row(
                what,
                "%,d".formatted(questions),
                millis(micros[questions / 2]),
                millis(micros[questions * 95 / 100]),
                millis(micros[questions * 99 / 100]),
                millis(micros[questions - 1]));
    }

    private static String millis(long micros) {
        return "%.1f".formatted(micros / 1_000.0);
    }
}
