package org.zhuqi.allinone;

import org.zhuqi.allinone.cli.AccountCommand;
import org.zhuqi.allinone.cli.BackupCommand;
import org.zhuqi.allinone.cli.CalendarCommand;
import org.zhuqi.allinone.cli.DeadLettersCommand;
import org.zhuqi.allinone.cli.DemoCommand;
import org.zhuqi.allinone.cli.FuzzCommand;
import org.zhuqi.allinone.cli.ImportCommand;
import org.zhuqi.allinone.cli.LinkCommand;
import org.zhuqi.allinone.cli.LoadCommand;
import org.zhuqi.allinone.cli.RestoreCommand;
import org.zhuqi.allinone.cli.TokenCommand;
import org.zhuqi.allinone.cli.TortureCommand;
import org.zhuqi.allinone.cli.UpCommand;
import org.zhuqi.allinone.cli.VerifyCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands behind the launcher. */
@Command(
        name = "zhuqi",
        mixinStandardHelpOptions = true,
        version = "Zhuqi 助企通 0.1.0",
        description = "Help requests of enterprises, from 点单 to 销号, on one machine.",
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            LinkCommand.class,
            TokenCommand.class,
            AccountCommand.class,
            ImportCommand.class,
            CalendarCommand.class,
            VerifyCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            DeadLettersCommand.class,
            TortureCommand.class,
            LoadCommand.class,
            FuzzCommand.class
        })
public final class Zhuqi implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** @return the exit code: 0 done, 1 it did not hold or could not be done, 2 wrong usage */
    public static int run(String... arguments) {
        return new CommandLine(new Zhuqi())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((thrown, command, parsed) -> {
                    command.getErr().println("zhuqi: " + Causes.inOneLine(thrown));
                    if (Boolean.getBoolean("zhuqi.debug")) {
                        thrown.printStackTrace(command.getErr());
                    }
                    return 1;
                })
                .execute(arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Please name a command.");
    }
}
