package org.zhuqi.bench;

import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "pure",
        mixinStandardHelpOptions = true,
        description = {
            "What needs neither disk nor network, with JMH: arithmetic of working time, decisions, messages.",
            "Each in a JVM of its own."
        })
final class PureBench implements Callable<Integer> {
    @Option(names = "--iterations", description = "Of one second, after three of warm-up (default: ${DEFAULT-VALUE}).")
    private int iterations = 5;

    @Override
    public Integer call() throws Exception {
        run(new Page());
        return 0;
    }

    void run(Page page) throws RunnerException {
        page.heading("Pure parts");
        page.line(
                "JMH, one thread, a JVM for each, 3 s of warm-up, %d iterations of 1 s; the error is that of JMH at 99.9 %%."
                        .formatted(iterations));
        write(
                page,
                new Runner(options()
                                .forks(1)
                                .jvmArgsAppend("-XX:+UseSerialGC", "-Xmx256m")
                                .warmupIterations(3)
                                .warmupTime(TimeValue.seconds(1))
                                .measurementIterations(iterations)
                                .measurementTime(TimeValue.seconds(1))
                                .build())
                        .run());
    }

    static ChainedOptionsBuilder options() {
        return new OptionsBuilder()
                .include("org\\.zhuqi\\.bench\\.Pure.*")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true);
    }

    static void write(Page page, Collection<RunResult> results) {
        page.header("what", "ns each", "± ns", "bytes allocated");
        for (RunResult result : results) {
            Result<?> time = result.getPrimaryResult();
            Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
            String name = result.getParams().getBenchmark();
            page.row(
                    name.substring(name.lastIndexOf("Pure")),
                    "%,.0f".formatted(time.getScore()),
                    Double.isNaN(time.getScoreError()) ? "" : "%,.0f".formatted(time.getScoreError()),
                    bytes == null ? "" : "%,.0f".formatted(bytes.getScore()));
        }
    }
}
