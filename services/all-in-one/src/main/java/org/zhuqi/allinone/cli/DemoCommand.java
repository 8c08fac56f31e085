package org.zhuqi.allinone.cli;

import java.util.concurrent.Callable;
import org.zhuqi.allinone.demo.Demo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Start everything and tell a small story: enterprises, units, a ticket in every state.")
public final class DemoCommand implements Callable<Integer> {
    @Mixin
    private final RunOptions options = new RunOptions();

    @Override
    public Integer call() throws Exception {
        return options.run(installation -> {
            int steps = new Demo(installation.address(), installation::token).tell();
            System.out.printf("  Story     %d steps told, a ticket in every state%n", steps);
        });
    }
}
