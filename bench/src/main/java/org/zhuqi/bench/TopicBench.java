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

    /**
     * Lifecycles per second.
     *
     * @param limit the same loop without a decision
     * @param kafka the same messages in and out of Kafka alone
     * @param produced the commands appended by one producer
     */
    record Rates(double engine, double limit, double kafka, double produced) {}

    /** @return what was not measured is 0 */
    static Rates run(TopicOptions options, boolean withLimit, Page page) throws Exception {
        page.heading(
                withLimit
                        ? "From the command topic, against the same loop without decisions"
                        : "From the command topic");
        page.line(options.inWords());
        try (Workplace place = Workplace.in(options.data);
                Rig rig = Rig.start(place.data(), options)) {
            page.line(rig.postgres() + ".");
            warmUp(options, rig, withLimit);
            List<Round> engine = new ArrayList<>();
            List<Round> limit = new ArrayList<>();
            List<Round> plain = new ArrayList<>();
            List<Double> produced = new ArrayList<>();
            page.header(Round.columns());
            for (int round = 0; round < options.rounds; round++) {
                rig.preload(options.lifecycles);
                engine.add(rig.engine(round == 0 ? options.jfr : null));
                page.row(engine.getLast().row());
                if (withLimit) {
                    limit.add(rig.limit());
                    page.row(limit.getLast().row());
                    plain.add(rig.plain());
                    page.row(plain.getLast().row());
                    produced.add(rig.produce(options.lifecycles));
                }
            }
            page.line("");
            engine.forEach(round -> page.line("- " + round.details()));
            limit.forEach(round -> page.line("- " + round.details()));
            plain.forEach(round -> page.line("- " + round.details()));
            page.line("- engine: " + rig.batches());
            page.line("");
            Rates rates = new Rates(
                    lifecyclesPerSecond(engine),
                    lifecyclesPerSecond(limit),
                    lifecyclesPerSecond(plain),
                    produced.stream().mapToDouble(each -> each).average().orElse(0) / Lifecycles.STEPS.size());
            page.line("Engine: **%,.0f lifecycles/s**, %,.0f commands/s (all measured rounds together)."
                    .formatted(rates.engine(), rates.engine() * Lifecycles.STEPS.size()));
            if (withLimit) {
                page.line(
                        "Kafka alone: the commands of %,.0f lifecycles/s appended by one producer; consumed, and their "
                                        .formatted(rates.produced())
                                + "events and outcomes appended, %,.0f lifecycles/s.".formatted(rates.kafka()));
                page.budget(
                        "engine against the same loop without any decision",
                        Budget.atLeast(60, "%"),
                        100 * rates.engine() / rates.limit());
            }
            return rates;
        }
    }

    static void warmUp(TopicOptions options, Rig rig, boolean withLimit) throws Exception {
        rig.preload(Math.max(100, options.lifecycles * options.warmUp / 100));
        rig.engine(null);
        if (withLimit) {
            rig.limit();
            rig.plain();
        }
    }

    private static double lifecyclesPerSecond(List<Round> rounds) {
        double seconds = rounds.stream().mapToDouble(Round::seconds).sum();
        return seconds == 0 ? 0 : rounds.stream().mapToLong(Round::lifecycles).sum() / seconds;
    }
}
