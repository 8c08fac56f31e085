package org.zhuqi.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "all",
        mixinStandardHelpOptions = true,
        description = "Everything in sequence, and a report. Some 40 minutes.")
final class AllBenches implements Callable<Integer> {
    @Mixin
    private final LifecycleBench.Options lifecycle = new LifecycleBench.Options();

    @Mixin
    private final StartBench.Options start = new StartBench.Options();

    @Mixin
    private final GrowthBench.Options growth = new GrowthBench.Options();

    @Mixin
    private final Report report = new Report();

    @Override
    public Integer call() throws Exception {
        List<Report.Part> parts = new ArrayList<>(LifecycleBench.parts(lifecycle));
        parts.add(new Report.Part("start", page -> StartBench.run(start, page)));
        parts.add(new Report.Part("growth", page -> GrowthBench.run(growth, page)));
        parts.add(new Report.Part("pure", page -> new PureBench().run(page)));
        parts.add(new Report.Part("clocks", page -> new ClocksBench().run(page)));
        parts.add(new Report.Part("routing", page -> new RoutingBench().run(page)));
        parts.add(new Report.Part("similar", page -> new SimilarBench().run(page)));
        parts.add(new Report.Part("figures", page -> new FiguresBench().run(page)));
        return report.of(parts);
    }
}
