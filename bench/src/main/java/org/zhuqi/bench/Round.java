package org.zhuqi.bench;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What one consumption of the preloaded commands came to.
 *
 * @param seconds from the beginning of the first transaction to the publication of the last command's outcome, which
 *     comes after its commit
 * @param perSecond commands whose outcome was published in each second
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Round(String loop, long lifecycles, long commands, double seconds, int[] perSecond, Effort effort) {

    double commandsPerSecond() {
        return commands / seconds;
    }

    double lifecyclesPerSecond() {
        return lifecycles / seconds;
    }

    static Object[] columns() {
        return new Object[] {
            "loop",
            "lifecycles",
            "seconds",
            "lifecycles/s",
            "commands/s",
            "JVM cores",
            "postgres cores",
            "others' cores",
            "GC s",
            "CPU µs/command JVM",
            "postgres"
        };
    }

    Object[] row() {
        return new Object[] {
            loop,
            "%,d".formatted(lifecycles),
            "%.2f".formatted(seconds),
            "%,.0f".formatted(lifecyclesPerSecond()),
            "%,.0f".formatted(commandsPerSecond()),
            "%.2f".formatted(effort.jvmSeconds() / effort.wallSeconds()),
            "%.2f".formatted(effort.postgresSeconds() / effort.wallSeconds()),
            "%.2f".formatted(effort.othersCores()),
            "%.2f".formatted(effort.gcSeconds()),
            "%.0f".formatted(effort.jvmSeconds() * 1e6 / commands),
            "%.0f".formatted(effort.postgresSeconds() * 1e6 / commands)
        };
    }

    String details() {
        return "%s, commands in each second: %s; CPU seconds of Java threads: %s"
                .formatted(
                        loop,
                        Arrays.stream(perSecond).mapToObj(Integer::toString).collect(Collectors.joining(" ")),
                        effort.threads().entrySet().stream()
                                .map(entry -> "%s %.1f".formatted(entry.getKey(), entry.getValue()))
                                .collect(Collectors.joining(", ")));
    }
}
