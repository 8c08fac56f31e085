package org.zhuqi.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "limit",
        mixinStandardHelpOptions = true,
        description = {
            "The engine's loop without any decision: consume, batched inserts of rows of the same size, produce.",
            "The engine runs only in the warm-up, to learn how large its rows are. For a ratio: topic --with-limit."
        })
final class LimitBench implements Callable<Integer> {
    @Mixin
    private final TopicOptions options = new TopicOptions();

    @Override
    public Integer call() throws Exception {
        Page page = new Page();
        page.heading("The way without decisions");
        page.line(options.inWords());
        try (Workplace place = Workplace.in(options.data);
                Rig rig = Rig.start(place.data(), options)) {
            TopicBench.warmUp(options, rig, true);
            List<Round> rounds = new ArrayList<>();
            page.header(Round.columns());
            for (int round = 0; round < options.rounds; round++) {
                rig.preload(options.lifecycles);
                rounds.add(rig.limit());
                page.row(rounds.getLast().row());
            }
            page.line("");
            rounds.forEach(round -> page.line("- " + round.details()));
        }
        return 0;
    }
}
