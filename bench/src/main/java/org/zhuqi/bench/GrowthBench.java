package org.zhuqi.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.bench.Line.Answer;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.timeliness.postgres.TicketRows;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "growth",
        mixinStandardHelpOptions = true,
        description = {
            "What a command, a work list, a search, the figures and the due-scan cost as tickets become many.",
            "A thousand or so are made through HTTP; the others are copies of their rows in every service's tables."
        })
final class GrowthBench implements Callable<Integer> {
    static final class Options {
        @Option(
                names = "--sizes",
                split = ",",
                paramLabel = "TICKETS",
                description =
                        "Ascending (default: 10000,100000). A million takes a quarter of an hour more and 26 GB of disk.")
        List<Long> sizes = List.of(10_000L, 100_000L);

        @Option(names = "--made", description = "Tickets that are not copies (default: ${DEFAULT-VALUE}).")
        int made = 1_200;

        @Option(names = "--questions", description = "Of each kind, at each size (default: ${DEFAULT-VALUE}).")
        int questions = 100;

        @Option(
                names = "--growth-seconds",
                paramLabel = "SECONDS",
                description = "Of commands at each size; twice as long before the first (default: ${DEFAULT-VALUE}).")
        int seconds = 15;

        @Option(
                names = "--growth-data",
                paramLabel = "DIR",
                description = "An empty folder that is kept (default: a temporary).")
        @Nullable
        Path data;
    }

    private static final int CALLERS = 16;
    private static final int SETTLED_WITHIN_SECONDS = 120;

    @Mixin
    private final Options options = new Options();

    @Mixin
    private final Report report = new Report();

    @Override
    public Integer call() throws Exception {
        return report.of(List.of(new Report.Part("growth", page -> run(options, page))));
    }

    /** A question of the pages: who asks for what. */
    private record Question(String what, CommandType as, String path) {}

    private static List<Question> questions() {
        String since = InstantSource.system()
                .instant()
                .minus(Duration.ofDays(30))
                .toString()
                .substring(0, 10);
        return List.of(
                new Question(
                        "work list of a unit",
                        CommandType.ACCEPT,
                        "/api/v1/tickets?state=DISPATCHED&state=IN_PROGRESS&sort=due"),
                new Question("what waits for dispatch", CommandType.DISPATCH, "/api/v1/tickets?state=SUBMITTED"),
                new Question("tickets of an enterprise", CommandType.CONFIRM, "/api/v1/tickets"),
                new Question("search, a frequent word", CommandType.DISPATCH, "/api/v1/tickets?q=" + encoded("变压器")),
                new Question("search, two words", CommandType.DISPATCH, "/api/v1/tickets?q=" + encoded("名额 幼儿园")),
                new Question("search, no such word", CommandType.DISPATCH, "/api/v1/tickets?q=" + encoded("没有这样的词")),
                new Question("all figures of a month", CommandType.DISPATCH, "/api/v1/metrics?from=" + since),
                new Question(
                        "all figures, unit by unit", CommandType.DISPATCH, "/api/v1/metrics?by=unit&from=" + since));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /**
     * @param commandMicros of processor time of server and PostgreSQL, without compiling
     * @param slowest the p95 in milliseconds of the slowest list, search or figure
     */
    record Cost(long tickets, double commandMicros, double slowest) {}

    static List<Cost> run(Options options, Page page) throws Exception {
        page.heading("Growth");
        page.line(
                ("%,d tickets were made through HTTP, five in six of them closed, the others anywhere on the way; the others "
                                + "are copies of their rows in the tables of the engine, desk, timeliness, intake, dispatch, "
                                + "notification and metrics, each some day before, one in fifty of them under way. In lists they "
                                + "belong to 111 units in two districts. Commands: %d callers, %d s at each size, after %d s of "
                                + "warm-up. Questions: one caller, %d of each after ten that are not counted.")
                        .formatted(options.made, CALLERS, options.seconds, 2 * options.seconds, options.questions));
        try (Workplace place = Workplace.in(options.data);
                Laptop laptop = Laptop.start(place.data());
                HikariDataSource database = new HikariDataSource()) {
            var running = laptop.running();
            database.setJdbcUrl(running.jdbcUrl());
            database.setUsername(running.username());
            database.setPassword(running.password());
            database.setMaximumPoolSize(2);
            JdbcClient db = JdbcClient.create(database);
            List<Cast> casts = Cast.all(place.data().developmentIssuer());
            long postmaster = Processes.postmaster(place.data());
            HttpLoad load = new HttpLoad(running.address(), running.pid(), postmaster, casts);
            make(options.made, running.address(), casts);
            awaitSettled(db);
            CopiedTickets tickets = new CopiedTickets(db);
            load.closed(CALLERS, 2 * options.seconds);
            List<Cost> costs = new ArrayList<>();
            page.header("tickets", "what", "how many", "p50 ms", "p95", "p99", "max", "CPU µs each", "database");
            for (long size : options.sizes) {
                awaitSettled(db);
                tickets.growTo(size);
                String before = tickets.size();
                LoadResult commands = load.closed(CALLERS, options.seconds);
                double micros = commands.microsOfProcessor();
                row(
                        page,
                        size,
                        "a command, %d callers".formatted(CALLERS),
                        commands.micros(),
                        "%.0f".formatted(micros),
                        before);
                awaitSettled(db);
                double slowest = 0;
                try (Line line = new Line(running.address())) {
                    for (Question question : questions()) {
                        Histogram asked = ask(line, casts.getFirst(), question, options.questions);
                        row(page, size, question.what(), asked, "", "");
                        slowest = Math.max(slowest, asked.getValueAtPercentile(95) / 1e3);
                    }
                }
                row(page, size, "due-scan that finds nothing", scan(database, options.questions), "", "");
                costs.add(new Cost(size, micros, slowest));
            }
            compare(page, costs);
            return costs;
        }
    }

    private static void compare(Page page, List<Cost> costs) {
        Cost first = costs.getFirst();
        Cost last = costs.getLast();
        Bars bars = new Bars("Processor time of a command", "µs of server and PostgreSQL, by the number of tickets");
        costs.forEach(cost -> bars.ours("%,d tickets".formatted(cost.tickets()), cost.commandMicros()));
        page.chart("growth", bars);
        if (costs.size() > 1) {
            page.budget(
                    "processor time of a command with %,d tickets against %,d"
                            .formatted(last.tickets(), first.tickets()),
                    Budget.atMost(1.2, "×"),
                    last.commandMicros() / first.commandMicros());
        }
        page.budget(
                "slowest of lists, searches and figures with %,d tickets, p95".formatted(last.tickets()),
                Budget.below(100, "ms"),
                last.slowest());
    }

    /** Through HTTP, as an enterprise, a coordinator and a handler would. */
    private static void make(int count, String address, List<Cast> casts) throws IOException {
        Requests requests = new Requests(new Random(3));
        try (Line line = new Line(address)) {
            for (int number = 0; number < count; number++) {
                Cast cast = casts.get(number % casts.size());
                String ticket = accepted(cast.submit(line, requests.next())).text("ticketId");
                int steps = number % 6 == 5 ? number / 6 % 5 + 1 : Lifecycles.STEPS.size();
                for (CommandType step : Lifecycles.STEPS.subList(1, steps)) {
                    accepted(cast.send(line, step, ticket));
                }
            }
        }
    }

    private static Answer accepted(Answer answer) throws IOException {
        if (!answer.isSuccess()) {
            throw new IOException("expected success, but: " + answer);
        }
        return answer;
    }

    private static void awaitSettled(JdbcClient db) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLED_WITHIN_SECONDS);
        for (List<String> behind = CopiedTickets.unsettled(db);
                !behind.isEmpty();
                behind = CopiedTickets.unsettled(db)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not everything was counted in within %d s: %s"
                        .formatted(SETTLED_WITHIN_SECONDS, String.join("; ", behind)));
            }
            Thread.sleep(250);
        }
    }

    private static Histogram ask(Line line, Cast cast, Question question, int times) throws IOException {
        Histogram micros = new Histogram(TimeUnit.MINUTES.toMicros(1), 3);
        for (int i = -10; i < times; i++) {
            long begin = System.nanoTime();
            Answer answer = cast.get(line, question.as(), question.path());
            if (!answer.isSuccess()) {
                throw new IOException("asked for %s: %s".formatted(question.path(), answer));
            }
            if (i >= 0) {
                micros.recordValue((System.nanoTime() - begin) / 1_000);
            }
        }
        return micros;
    }

    /** The statement of timeliness itself. */
    private static Histogram scan(HikariDataSource database, int times) {
        TicketRows rows = new TicketRows(JdbcClient.create(database));
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        Histogram micros = new Histogram(TimeUnit.MINUTES.toMicros(1), 3);
        for (int i = -10; i < times; i++) {
            long begin = System.nanoTime();
            transaction.executeWithoutResult(
                    status -> rows.lockDue(InstantSource.system().instant(), 500));
            if (i >= 0) {
                micros.recordValue((System.nanoTime() - begin) / 1_000);
            }
        }
        return micros;
    }

    private static void row(Page page, long size, String what, Histogram micros, String processor, String database) {
        page.row(
                "%,d".formatted(size),
                what,
                "%,d".formatted(micros.getTotalCount()),
                "%.1f".formatted(micros.getValueAtPercentile(50) / 1e3),
                "%.1f".formatted(micros.getValueAtPercentile(95) / 1e3),
                "%.1f".formatted(micros.getValueAtPercentile(99) / 1e3),
                "%.1f".formatted(micros.getMaxValue() / 1e3),
                processor,
                database);
    }
}
