package org.zhuqi.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The measurements behind the budgets in the design. Each works on folders and processes of its own and ends by itself. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures this system on this machine, and others beside it. Nothing else should run meanwhile.",
            "Without a part: all of them."
        },
        subcommands = {
            TopicBench.class,
            LimitBench.class,
            HttpBench.class,
            FlowableBench.class,
            JpaBench.class,
            LifecycleBench.class,
            PureBench.class,
            GrowthBench.class,
            ClocksBench.class,
            RoutingBench.class,
            SimilarBench.class,
            FiguresBench.class,
            StartBench.class,
            AllBenches.class
        })
public final class Bench implements Callable<Integer> {
    private static final List<String> ARGUMENTS = new ArrayList<>();

    public static void main(String[] arguments) {
        ARGUMENTS.addAll(List.of(arguments));
        // Before the first logger is asked for.
        System.setProperty("zhuqi.log.file", Workplace.LOG.toString());
        System.exit(new CommandLine(new Bench())
                .setExecutionExceptionHandler((thrown, command, parsed) -> {
                    thrown.printStackTrace(command.getErr());
                    return 1;
                })
                .execute(arguments));
    }

    /** What this process was asked for. */
    static List<String> arguments() {
        return List.copyOf(ARGUMENTS);
    }

    @Override
    public Integer call() {
        return new CommandLine(new AllBenches()).execute();
    }
}
