package org.zhuqi.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "http",
        mixinStandardHelpOptions = true,
        description = {
            "Lifecycles through the HTTP API of a whole installation in a process of its own.",
            "First callers that wait for each answer before they send the next command; then parts of that load at",
            "times of its own, where a late answer makes nobody wait: latency counts from when a command was due."
        })
final class HttpBench implements Callable<Integer> {
    /** Seconds; the filters in front of it are warm already. */
    private static final int WARM_UP_OF_ASKING = 15;

    static final class Options {
        @Option(
                names = "--shares",
                split = ",",
                paramLabel = "PERCENT",
                description = "Of the highest throughput, for the open loop (default: 10,50,80).")
        List<Integer> shares = List.of(10, 50, 80);

        @Option(
                names = "--http-data",
                paramLabel = "DIR",
                description = "An empty folder that is kept (default: a temporary).")
        @Nullable
        Path data;
    }

    @Mixin
    private final CallerOptions callers = new CallerOptions();

    @Mixin
    private final Options options = new Options();

    @Override
    public Integer call() throws Exception {
        run(callers, options, new Page());
        return 0;
    }

    /** @return in the order of the numbers of callers */
    static List<LoadResult> run(CallerOptions callers, Options options, Page page) throws Exception {
        page.heading("Through HTTP");
        page.line(
                "Six commands a lifecycle, each answered with its outcome. The whole installation runs, with the other "
                        + "services following; limits of requests are off. " + callers.inWords());
        try (Workplace place = Workplace.in(options.data);
                Laptop laptop = Laptop.start(place.data())) {
            var running = laptop.running();
            long postmaster = Processes.postmaster(place.data());
            HttpLoad load = new HttpLoad(
                    running.address(),
                    running.pid(),
                    postmaster,
                    Cast.all(place.data().developmentIssuer()));
            WarmUp.with(seconds -> load.closed(callers.most(), seconds), callers.warmUpSeconds, page);
            page.header(LoadResult.columns());
            List<LoadResult> results = new ArrayList<>();
            for (int number : callers.callers) {
                results.add(load.closed(number, callers.seconds));
                page.row(results.getLast().row());
            }
            load.asking(callers.most(), Math.min(WARM_UP_OF_ASKING, callers.warmUpSeconds));
            LoadResult asking = load.asking(callers.most(), callers.seconds);
            page.row(asking.row());
            page.line("");
            page.line(
                    ("The last row is the limit of HTTP here: a token that is checked, and an answer. Even if commands cost "
                                    + "nothing else, it would be %.0f lifecycles/s.")
                            .formatted(asking.commandsPerSecond() / Lifecycles.STEPS.size()));
            page.line("");
            page.line("Memory then: %s.".formatted(Processes.memoryInWords(running.pid(), postmaster)));
            latency(load, results, callers, options, page);
            return results;
        }
    }

    private static void latency(
            HttpLoad load, List<LoadResult> closed, CallerOptions callers, Options options, Page page)
            throws InterruptedException {
        double most = closed.stream()
                .map(LoadResult::commandsPerSecond)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        page.heading("Latency through HTTP, command to outcome");
        page.line(
                "Commands at random times (Poisson) of a mean rate that is a part of the %,.0f commands/s above, whatever "
                                .formatted(most)
                        + "became of the ones before; counted from when each was due, so that what waits behind a slow one is "
                        + "counted as waiting. %d s each.".formatted(callers.seconds));
        page.header(LoadResult.columns());
        List<LoadResult> opens = new ArrayList<>();
        for (int share : options.shares) {
            opens.add(load.open(most * share / 100, callers.seconds));
            page.row(opens.getLast().row());
        }
        Bars bars = new Bars("Command to outcome through HTTP, open loop", "milliseconds");
        for (int i = 0; i < opens.size(); i++) {
            String load10 = options.shares.get(i) + " % of the most, ";
            bars.ours(load10 + "p50", opens.get(i).millis(50));
            bars.ours(load10 + "p99", opens.get(i).millis(99));
        }
        page.chart("latency", bars);
        int tenth = options.shares.indexOf(10);
        if (tenth >= 0) {
            page.budget(
                    "command to outcome at a tenth of the load, p99",
                    Budget.below(60, "ms"),
                    opens.get(tenth).millis(99));
        }
    }
}
