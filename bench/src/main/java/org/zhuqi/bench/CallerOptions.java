package org.zhuqi.bench;

import java.util.List;
import picocli.CommandLine.Option;

/** How long, and by how many, each of those that are compared is called. */
final class CallerOptions {
    @Option(names = "--seconds", description = "For each number of callers (default: ${DEFAULT-VALUE}).")
    int seconds = 15;

    @Option(
            names = "--http-warm-up",
            paramLabel = "SECONDS",
            description = {
                "Before, not counted, with the most callers: until it gets no faster, but at most so long",
                "(default: ${DEFAULT-VALUE})."
            })
    int warmUpSeconds = 300;

    @Option(
            names = "--callers",
            split = ",",
            description = "How many at once, one after the other (default: 1,4,16,64).")
    List<Integer> callers = List.of(1, 4, 16, 64);

    int most() {
        return callers.stream().mapToInt(Integer::intValue).max().orElse(1);
    }

    String inWords() {
        return "%d s for each number of callers, after a warm-up with the most, until it gets no faster, of at most %d s."
                .formatted(seconds, warmUpSeconds);
    }
}
