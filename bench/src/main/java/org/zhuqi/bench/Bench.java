package org.zhuqi.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The measurements behind the budgets in the design. Each works on folders and processes of its own and ends by itself. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures this system on this machine. Nothing else should run beside it.",
        subcommands = {
            TopicBench.class,
            LimitBench.class,
            HttpBench.class,
            ClocksBench.class,
            RoutingBench.class,
            SimilarBench.class,
            FiguresBench.class,
            StartBench.class,
            AllBenches.class
        })
public final class Bench implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    public static void main(String[] arguments) {
        // Before the first logger is asked for.
        System.setProperty("zhuqi.log.file", Workplace.LOG.toString());
        System.exit(new CommandLine(new Bench())
                .setExecutionExceptionHandler((thrown, command, parsed) -> {
                    thrown.printStackTrace(command.getErr());
                    return 1;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Please name a measurement.");
    }
}
