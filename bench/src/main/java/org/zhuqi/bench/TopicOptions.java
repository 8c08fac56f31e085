package org.zhuqi.bench;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the command topic is filled and consumed. */
final class TopicOptions {
    @Option(
            names = {"-n", "--lifecycles"},
            description = "Lifecycles of six commands in each measured round (default: ${DEFAULT-VALUE}).")
    int lifecycles = 20_000;

    @Option(
            names = "--warm-up",
            paramLabel = "PERCENT",
            description = "That part of them is consumed before, and not counted (default: ${DEFAULT-VALUE}).")
    int warmUp = 30;

    @Option(names = "--rounds", description = "Measured rounds (default: ${DEFAULT-VALUE}).")
    int rounds = 2;

    @Option(
            names = "--gap",
            description = {
                "Tickets submitted between two commands of one ticket (default: ${DEFAULT-VALUE}).",
                "0: a ticket's commands stand side by side and share a batch."
            })
    int gap = 1_000;

    @Option(names = "--partitions", description = "Of each topic (default: ${DEFAULT-VALUE}).")
    int partitions = 24;

    @Option(names = "--threads", description = "That consume (default: as the engine is configured).")
    @Nullable
    Integer threads;

    @Option(names = "--batch", description = "Most commands in a transaction (default: as the engine is configured).")
    @Nullable
    Integer batch;

    @Option(names = "--seed", description = "Of the texts (default: ${DEFAULT-VALUE}).")
    long seed = 1;

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "For each round (default: ${DEFAULT-VALUE}).")
    int timeoutSeconds = 300;

    @Option(names = "--data", paramLabel = "DIR", description = "An empty folder that is kept (default: a temporary).")
    @Nullable
    Path data;

    @Option(names = "--jfr", paramLabel = "FILE", description = "Record the first measured round of the engine.")
    @Nullable
    Path jfr;

    String inWords() {
        return "%,d lifecycles a round after %d %% warm-up, gap %,d, %d partitions, %s threads, batches of %s, seed %d"
                .formatted(
                        lifecycles,
                        warmUp,
                        gap,
                        partitions,
                        threads == null ? "default" : threads,
                        batch == null ? "default" : batch,
                        seed);
    }
}
