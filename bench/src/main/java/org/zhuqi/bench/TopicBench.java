package org.zhuqi.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "topic",
        mixinStandardHelpOptions = true,
        description = {
            "Durable lifecycles per second of the engine alone, from the command topic.",
            "Each round: the commands are appended, then the engine's consumers are started and timed until the last",
            "outcome. PostgreSQL and Kafka run as in ./zhuqi up, with every command and event flushed to disk."
        })
final class TopicBench implements Callable<Integer> {
    @Mixin
    private final TopicOptions options = new TopicOptions();

    @Option(
            names = "--with-limit",
            description = "Consume the same commands also without any decision, in turns, and compare.")
    private boolean withLimit;

    @Override
    public Integer call() throws Exception {
        run(options, withLimit, new Page());
        return 0;
    }

    static void run(TopicOptions options, boolean withLimit, Page page) throws Exception {
        page.heading(
                withLimit
                        ? "From the command topic, against the same loop without decisions"
                        : "From the command topic");
        page.line(options.inWords());
        try (Workplace place = Workplace.in(options.data);
                Rig rig = Rig.start(place.data(), options)) {
            warmUp(options, rig, withLimit);
            List<Round> engine = new ArrayList<>();
            List<Round> limit = new ArrayList<>();
            page.header(Round.columns());
            for (int round = 0; round < options.rounds; round++) {
                rig.preload(options.lifecycles);
                engine.add(rig.engine(round == 0 ? options.jfr : null));
                page.row(engine.getLast().row());
                if (withLimit) {
                    limit.add(rig.limit());
                    page.row(limit.getLast().row());
                }
            }
            page.line("");
            engine.forEach(round -> page.line("- " + round.details()));
            limit.forEach(round -> page.line("- " + round.details()));
            page.line("- engine: " + rig.batches());
            page.line("");
            double enginesMean = commandsPerSecond(engine);
            page.line("Engine: **%,.0f lifecycles/s**, %,.0f commands/s (all measured rounds together)."
                    .formatted(enginesMean / Lifecycles.STEPS.size(), enginesMean));
            if (withLimit) {
                page.line("Engine / limit: **%.0f %%** (budget: ≥ 60 %%)."
                        .formatted(100 * enginesMean / commandsPerSecond(limit)));
            }
        }
    }

    static void warmUp(TopicOptions options, Rig rig, boolean withLimit) throws Exception {
        rig.preload(Math.max(100, options.lifecycles * options.warmUp / 100));
        rig.engine(null);
        if (withLimit) {
            rig.limit();
        }
    }

    static double commandsPerSecond(List<Round> rounds) {
        return rounds.stream().mapToLong(Round::commands).sum()
                / rounds.stream().mapToDouble(Round::seconds).sum();
    }
}
