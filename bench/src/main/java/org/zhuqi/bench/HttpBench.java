package org.zhuqi.bench;

import java.nio.file.Path;
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
            "First callers that wait for each answer before they send the next command; then a tenth of that load at",
            "times of its own, where a late answer makes nobody wait: latency counts from when a command was due."
        })
final class HttpBench implements Callable<Integer> {
    static final class Options {
        @Option(names = "--seconds", description = "For each number of callers (default: ${DEFAULT-VALUE}).")
        int seconds = 20;

        @Option(
                names = "--http-warm-up",
                paramLabel = "SECONDS",
                description = "Before, not counted, with the most callers (default: ${DEFAULT-VALUE}).")
        int warmUpSeconds = 10;

        @Option(
                names = "--callers",
                split = ",",
                description = "How many at once, one after the other (default: 1,16,64).")
        List<Integer> callers = List.of(1, 16, 64);

        @Option(names = "--rate", description = "Commands per second of the open loop (default: a tenth of the most).")
        @Nullable
        Double rate;

        @Option(
                names = "--http-data",
                paramLabel = "DIR",
                description = "An empty folder that is kept (default: a temporary).")
        @Nullable
        Path data;
    }

    @Mixin
    private final Options options = new Options();

    @Override
    public Integer call() throws Exception {
        run(options, new Page());
        return 0;
    }

    static void run(Options options, Page page) throws Exception {
        page.heading("Through HTTP");
        page.line("Six commands a lifecycle, each answered with its outcome; %d s each after %d s of warm-up."
                .formatted(options.seconds, options.warmUpSeconds));
        try (Workplace place = Workplace.in(options.data);
                Laptop laptop = Laptop.start(place.data())) {
            List<Cast> casts = Cast.all(place.data().developmentIssuer());
            long postmaster = Processes.postmaster(place.data());
            HttpLoad load = new HttpLoad(laptop.running(), postmaster, casts);
            int most =
                    options.callers.stream().mapToInt(Integer::intValue).max().orElse(1);
            load.closed(most, options.warmUpSeconds);
            page.header(HttpLoad.columns());
            double best = 0;
            for (int callers : options.callers) {
                HttpLoad.Result result = load.closed(callers, options.seconds);
                page.row(result.row());
                best = Math.max(best, result.commandsPerSecond());
            }
            HttpLoad.Result open = load.open(options.rate == null ? best / 10 : options.rate, options.seconds);
            page.row(open.row());
            page.line("");
            page.line("Command to outcome at a tenth of the load, p99: **%.1f ms** (budget: < 60 ms)."
                    .formatted(open.millis(99)));
        }
    }
}
