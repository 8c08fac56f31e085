package org.zhuqi.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.zhuqi.allinone.DataFolder;
import org.zhuqi.bench.Processes.Memory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = "Seconds from the start of the process to the first healthy answer, and memory, fresh and again.")
final class StartBench implements Callable<Integer> {
    static final class Options {
        @Option(names = "--times", description = "Fresh folders, each started twice (default: ${DEFAULT-VALUE}).")
        int times = 3;

        @Option(
                names = "--work",
                paramLabel = "SECONDS",
                description = "With 8 callers before memory is read again (default: ${DEFAULT-VALUE}).")
        int workSeconds = 5;
    }

    @Mixin
    private final Options options = new Options();

    @Override
    public Integer call() throws Exception {
        run(options, new Page());
        return 0;
    }

    static void run(Options options, Page page) throws Exception {
        page.heading("Start of the all-in-one");
        page.line(
                "Memory 2 s after it was ready, and after %d s of work for 8 callers. Resident: JVM and all processes of "
                                .formatted(options.workSeconds)
                        + "PostgreSQL, whose shared pages Pss counts once and RSS in each.");
        page.header(
                "folder",
                "ready s",
                "JVM RSS MiB",
                "postgres Pss",
                "postgres RSS",
                "together (RSS + Pss)",
                "after work: JVM RSS",
                "postgres Pss",
                "together");
        List<Start> starts = new ArrayList<>();
        for (int time = 0; time < options.times; time++) {
            try (Workplace place = Workplace.in(null)) {
                for (String folder : List.of("fresh", "existing")) {
                    starts.add(once(folder, place.data(), options));
                    page.row(starts.getLast().row());
                }
            }
        }
        page.budget(
                "slowest start to the first healthy answer",
                Budget.below(15, "s"),
                starts.stream().mapToDouble(Start::seconds).max().orElseThrow());
        page.budget(
                "most resident memory, after work",
                Budget.below(1_229, "MiB"),
                starts.stream().mapToDouble(Start::mebibytes).max().orElseThrow());
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Start(double seconds, double mebibytes, Object[] row) {}

    private static Start once(String folder, DataFolder data, Options options) throws Exception {
        try (Laptop laptop = Laptop.start(data)) {
            Thread.sleep(2_000);
            long postmaster = Processes.postmaster(data);
            Memory jvm = Processes.memory(laptop.running().pid());
            Memory postgres = Processes.memoryOfFamily(postmaster);
            Memory jvmThen = jvm;
            Memory postgresThen = postgres;
            if (options.workSeconds > 0) {
                work(laptop, postmaster, data, options);
                jvmThen = Processes.memory(laptop.running().pid());
                postgresThen = Processes.memoryOfFamily(postmaster);
            }
            long together = jvmThen.residentMiB() + postgresThen.proportionalMiB();
            return new Start(
                    laptop.secondsToReady(),
                    together,
                    List.of(
                                    folder,
                                    "%.1f".formatted(laptop.secondsToReady()),
                                    jvm.residentMiB(),
                                    postgres.proportionalMiB(),
                                    postgres.residentMiB(),
                                    jvm.residentMiB() + postgres.proportionalMiB(),
                                    jvmThen.residentMiB(),
                                    postgresThen.proportionalMiB(),
                                    together)
                            .toArray());
        }
    }

    private static void work(Laptop laptop, long postmaster, DataFolder data, Options options) throws Exception {
        var result = new HttpLoad(
                        laptop.running().address(),
                        laptop.running().pid(),
                        postmaster,
                        Cast.all(data.developmentIssuer()))
                .closed(8, options.workSeconds);
        if (result.failures() > 0) {
            throw new IOException(result.failures() + " commands failed");
        }
    }
}
