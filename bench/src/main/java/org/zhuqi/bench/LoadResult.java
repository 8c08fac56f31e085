package org.zhuqi.bench;

import org.HdrHistogram.Histogram;

/**
 * What came of one load.
 *
 * @param pending commands that were stored, but whose outcome did not come within two seconds (202)
 * @param micros from when each command was sent, or due, to its answer
 * @param cores busy meanwhile; the compiler's are part of the server's: what a JVM that has run for longer no longer spends
 */
record LoadResult(
        String load, double seconds, long lifecycles, long failures, long pending, Histogram micros, Cpu cores) {

    double commandsPerSecond() {
        return micros.getTotalCount() / seconds;
    }

    double lifecyclesPerSecond() {
        return lifecycles / seconds;
    }

    /** Of processor time for each command, of server and PostgreSQL; without compiling, which a server does once. */
    double microsOfProcessor() {
        return (cores.server() - cores.compiler() + cores.postgres()) * 1e6 / commandsPerSecond();
    }

    double millis(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1e3;
    }

    static Object[] columns() {
        return new Object[] {
            "load",
            "lifecycles/s",
            "commands/s",
            "p50 ms",
            "p90",
            "p99",
            "p99.9",
            "max",
            "commands",
            "failed",
            "202",
            "server cores",
            "of it compiling",
            "postgres cores",
            "callers' cores",
            "others' cores"
        };
    }

    Object[] row() {
        return new Object[] {
            load,
            "%.1f".formatted(lifecyclesPerSecond()),
            "%.0f".formatted(commandsPerSecond()),
            "%.1f".formatted(millis(50)),
            "%.1f".formatted(millis(90)),
            "%.1f".formatted(millis(99)),
            "%.1f".formatted(millis(99.9)),
            "%.1f".formatted(micros.getMaxValue() / 1e3),
            "%,d".formatted(micros.getTotalCount()),
            failures,
            pending,
            "%.2f".formatted(cores.server()),
            "%.2f".formatted(cores.compiler()),
            "%.2f".formatted(cores.postgres()),
            "%.2f".formatted(cores.callers()),
            "%.2f".formatted(cores.others())
        };
    }
}
