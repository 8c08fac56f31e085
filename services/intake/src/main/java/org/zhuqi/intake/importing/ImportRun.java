package org.zhuqi.intake.importing;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.lifecycle.TicketState;

/**
 * One import from its file to its report: {@code zhuqi import FILE --mapping MAPPING.yaml}. Ids are made from the log,
 * so that running it again, after an interruption or for no reason at all, changes nothing twice.
 */
public final class ImportRun {
    /** Every row was applied or reported. */
    public static final int FINISHED = 0;

    /** The import could not be finished; what was said on the error stream is the reason. */
    public static final int STOPPED = 1;

    private static final int IN_FLIGHT = 4;

    private final Options options;
    private final PrintStream out;
    private final PrintStream err;
    private final InstantSource clock;
    private final Pause pause;
    private final Patience patience;

    /**
     * What to import, how and where to.
     *
     * @param file the log, CSV, packed with gzip or not
     * @param mapping how to read it
     * @param baseUrl the server; needed unless it is a dry run
     * @param token the bearer token of an account with the role IMPORTER; needed unless it is a dry run
     * @param report where to write the rows that are not applied; beside the current directory's other files if null
     * @param dryRun true to plan only and send nothing
     * @param limitCases how many cases to import, those that began first; all if null
     * @param progressBar true for a bar that redraws itself, false for lines; found out if null
     */
    public record Options(
            Path file,
            Path mapping,
            @Nullable URI baseUrl,
            @Nullable String token,
            @Nullable Path report,
            boolean dryRun,
            @Nullable Integer limitCases,
            @Nullable Boolean progressBar) {

        Path reportFile() {
            return report == null ? Path.of(file.getFileName() + ".import-report.csv") : report;
        }
    }

    ImportRun(Options options, PrintStream out, PrintStream err, InstantSource clock, Pause pause, Patience patience) {
        this.options = options;
        this.out = out;
        this.err = err;
        this.clock = clock;
        this.pause = pause;
        this.patience = patience;
    }

    /**
     * The district into which a mapping imports: whose account is needed.
     *
     * @throws IllegalArgumentException if the mapping is faulty; the message has the sentences, with line and key
     */
    public static DistrictId districtOf(Path mapping) throws IOException {
        try {
            return MappingReader.read(mapping).district();
        } catch (MappingException e) {
            throw new IllegalArgumentException("the mapping cannot be used: " + String.join("; ", e.sentences()), e);
        }
    }

    /** @return {@link #FINISHED} or {@link #STOPPED}, to be the exit code */
    public static int run(Options options, PrintStream out, PrintStream err) {
        return new ImportRun(options, out, err, InstantSource.system(), Thread::sleep, Patience.USUAL).run();
    }

    int run() {
        Instant start = clock.instant();
        try {
            Mapping mapping = MappingReader.read(options.mapping());
            EventLog whole = EventLog.read(options.file(), mapping);
            EventLog log = options.limitCases() == null ? whole : whole.limitedTo(options.limitCases());
            Tally tally = new Tally();
            Optional<String> stopped = apply(log, mapping, tally);
            ReportFile.write(options.reportFile(), tally.reportedByLine());
            tally.print(out, log.rowCount(), Duration.between(start, clock.instant()));
            if (whole.rowCount() > log.rowCount()) {
                out.printf("left out by the limit on cases: %,d rows%n", whole.rowCount() - log.rowCount());
            }
            out.printf("reported %,d rows → see %s%n", tally.reportedRows(), options.reportFile());
            if (options.dryRun()) {
                out.println("dry run: nothing was sent");
            }
            return stopped.map(this::stop).orElse(FINISHED);
        } catch (MappingException e) {
            e.sentences().forEach(err::println);
            return stop("the mapping cannot be used");
        } catch (EventLog.UnreadableLogException e) {
            return stop(String.valueOf(e.getMessage()));
        } catch (NoSuchFileException e) {
            return stop("there is no file " + e.getFile());
        } catch (IOException e) {
            return stop(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return stop("interrupted");
        }
    }

    private int stop(String reason) {
        err.println("import stopped: " + reason);
        if (!options.dryRun()) {
            err.println("Nothing is applied twice: run the same import again to go on.");
        }
        return STOPPED;
    }

    /** @return why it was not finished, if it was not */
    private Optional<String> apply(EventLog log, Mapping mapping, Tally tally) throws InterruptedException {
        boolean bar = options.progressBar() == null ? ProgressDisplay.isTerminal() : options.progressBar();
        ProgressDisplay progress = new ProgressDisplay(err, bar, log.rowCount(), clock);
        log.unreadable().forEach(tally::reported);
        CasePlanner planner = new CasePlanner(mapping);
        Optional<String> stopped = options.dryRun() ? plan(log, planner, tally) : send(log, planner, tally, progress);
        progress.end(tally.rows(), tally.reportedRows());
        return stopped;
    }

    private static Optional<String> plan(EventLog log, CasePlanner planner, Tally tally) {
        for (LoggedCase logged : log.cases()) {
            CasePlan plan = planner.plan(logged);
            plan.commands().forEach(tally::applied);
            plan.rows().forEach(row -> tally.appliedRow());
            plan.reported().forEach(tally::reported);
            tally.ended(plan.state());
        }
        return Optional.empty();
    }

    private Optional<String> send(EventLog log, CasePlanner planner, Tally tally, ProgressDisplay progress)
            throws InterruptedException {
        URI baseUrl = options.baseUrl();
        String token = options.token();
        if (baseUrl == null || token == null) {
            return Optional.of("the server's address or the token is missing");
        }
        AtomicReference<@Nullable String> failure = new AtomicReference<>();
        Semaphore free = new Semaphore(IN_FLIGHT);
        try (ImportClient client = new ImportClient(baseUrl, token, patience, pause)) {
            ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
            try {
                List<CasePlan> parcel = new ArrayList<>();
                int size = 0;
                for (LoggedCase logged : log.cases()) {
                    CasePlan plan = planner.plan(logged);
                    int commands = plan.commands().size();
                    if (size + commands > ImportClient.BATCH && size > 0) {
                        dispatch(new Parcel(List.copyOf(parcel), client, tally, progress), senders, free, failure);
                        parcel.clear();
                        size = 0;
                    }
                    if (failure.get() != null) {
                        break;
                    }
                    parcel.add(plan);
                    size += commands;
                }
                if (failure.get() == null) {
                    dispatch(new Parcel(List.copyOf(parcel), client, tally, progress), senders, free, failure);
                }
                senders.shutdown();
                while (!senders.awaitTermination(1, TimeUnit.SECONDS)) {
                    progress.show(tally.rows(), tally.reportedRows());
                }
            } finally {
                senders.shutdownNow();
            }
        }
        return Optional.ofNullable(failure.get());
    }

    private static void dispatch(
            Parcel parcel, ExecutorService senders, Semaphore free, AtomicReference<@Nullable String> failure)
            throws InterruptedException {
        free.acquire();
        senders.execute(() -> {
            try {
                if (failure.get() == null) {
                    parcel.deliver();
                }
            } catch (ImportStoppedException | RuntimeException e) {
                failure.compareAndSet(null, String.valueOf(e.getMessage()));
            } catch (InterruptedException e) {
                failure.compareAndSet(null, "interrupted");
            } finally {
                free.release();
            }
        });
    }

    /** Whole cases that travel together, so that the commands of a case stay in order. */
    private record Parcel(List<CasePlan> plans, ImportClient client, Tally tally, ProgressDisplay progress) {

        void deliver() throws ImportStoppedException, InterruptedException {
            List<PlannedCommand> commands =
                    plans.stream().flatMap(plan -> plan.commands().stream()).toList();
            List<Answer> answers = client.send(commands);
            int next = 0;
            for (CasePlan plan : plans) {
                int end = next + plan.commands().size();
                account(plan, answers.subList(next, end));
                next = end;
            }
            progress.show(tally.rows(), tally.reportedRows());
        }

        private void account(CasePlan plan, List<Answer> answers) {
            plan.reported().forEach(tally::reported);
            TicketState state = TicketState.NEW;
            int next = 0;
            for (CasePlan.Row row : plan.rows()) {
                Optional<Answer> refused = Optional.empty();
                for (PlannedCommand command : row.commands()) {
                    Answer answer = answers.get(next++);
                    if (answer.verdict() == Answer.Verdict.ACCEPTED) {
                        tally.applied(command);
                        state = answer.state() == null ? state : answer.state();
                    } else if (refused.isEmpty()) {
                        refused = Optional.of(answer);
                    }
                }
                refused.ifPresentOrElse(
                        answer -> tally.reported(
                                row.row().reported("the server says " + answer.verdict(), answer.reason())),
                        tally::appliedRow);
            }
            tally.ended(state);
        }
    }
}
