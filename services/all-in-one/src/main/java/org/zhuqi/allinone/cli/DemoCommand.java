package org.zhuqi.allinone.cli;

import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.zhuqi.allinone.Account;
import org.zhuqi.allinone.DataFolder;
import org.zhuqi.allinone.DataFolder.Running;
import org.zhuqi.allinone.demo.Demo;
import org.zhuqi.allinone.demo.qiantang.QiantangCase;
import org.zhuqi.platform.security.DevelopmentIssuer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Start everything and tell a small story: enterprises, units, a ticket in every state.",
            "With qiantang-2023: the published case of Qiantang, January to November 2023, invented ticket by ticket and",
            "sent with its own business times; into what runs on the folder, or what is started. Telling it again",
            "changes nothing. Exit code 1 if a command is refused."
        })
public final class DemoCommand implements Callable<Integer> {
    private static final String SMALL = "states";
    private static final String QIANTANG = "qiantang-2023";

    @Mixin
    private final RunOptions options = new RunOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "STORY",
            defaultValue = SMALL,
            description = "states or qiantang-2023 (default: ${DEFAULT-VALUE}).")
    private String story = SMALL;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Of qiantang-2023: another number, other tickets, the same figures (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        return switch (story) {
            case SMALL ->
                options.run(installation -> {
                    int steps = new Demo(installation.address(), installation::token).tell();
                    System.out.printf("  Story     %d steps told, a ticket in every state%n", steps);
                });
            case QIANTANG -> qiantang();
            default ->
                throw new ParameterException(
                        spec.commandLine(), "There is no story '%s': %s or %s.".formatted(story, SMALL, QIANTANG));
        };
    }

    private int qiantang() throws Exception {
        DataFolder folder = options.folder();
        Running running = folder.running().orElse(null);
        if (running == null) {
            return options.run(installation ->
                    new QiantangCase(installation.address(), installation::token, System.out).tell(seed));
        }
        DevelopmentIssuer issuer = folder.developmentIssuer();
        new QiantangCase(
                        running.address(),
                        account -> issuer.token(
                                account.caller(), InstantSource.system().instant(), Account.TOKEN_LIFE),
                        System.out)
                .tell(seed);
        return 0;
    }
}
