package org.zhuqi.allinone.cli;

import java.util.concurrent.Callable;
import org.zhuqi.allinone.crash.CrashTest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "crash-test",
        mixinStandardHelpOptions = true,
        description = {
            "Put load on an installation of its own, kill it with -9 at a random moment, start it again,",
            "and verify; as often as you like. Never on a folder that is used."
        })
public final class CrashTestCommand implements Callable<Integer> {
    @Mixin
    private final DataOption data = new DataOption();

    @Option(names = "--rounds", defaultValue = "10", description = "How often (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--seed", description = "Repeats the same moments (default: a new one).")
    private Long seed = System.nanoTime();

    @Option(
            names = "--callers",
            defaultValue = "8",
            description = "How many callers at once (default: ${DEFAULT-VALUE}).")
    private int callers;

    @Override
    public Integer call() throws Exception {
        return new CrashTest(data.data(), seed, callers, System.out).run(rounds) ? 0 : 1;
    }
}
