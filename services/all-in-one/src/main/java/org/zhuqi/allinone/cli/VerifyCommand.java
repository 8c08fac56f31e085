package org.zhuqi.allinone.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.zhuqi.allinone.DataFolder.Running;
import org.zhuqi.allinone.Servers;
import org.zhuqi.allinone.crash.Acknowledged;
import org.zhuqi.allinone.verify.Check;
import org.zhuqi.allinone.verify.Verification;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Read commands, events, tickets, read side and attachments, and say whether they agree.",
            "Works on what runs, once it has caught up, on a folder at rest, and on services that run apart.",
            "Exit code 1 if something does not hold."
        })
public final class VerifyCommand implements Callable<Integer> {
    @Mixin
    private final DataOption data = new DataOption();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Where attachments are kept, if 'up' was told another place; may be repeated.")
    private final Map<String, String> settings = new HashMap<>();

    @ArgGroup(exclusive = false, heading = "Services that run apart, on servers of their own:%n")
    private @Nullable Apart apart;

    private static final class Apart extends ApartOptions {
        @Option(
                names = "--promises",
                paramLabel = "FILE",
                description = "What 'load' printed: what callers were promised is looked for, too.")
        private @Nullable Path promises;

        List<Check> checks(Map<String, String> settings) throws IOException, InterruptedException {
            DataSource database = database("verifier");
            List<Check> checks =
                    new ArrayList<>(Verification.of(kafka(), database, settings).whenCaughtUp());
            if (promises != null) {
                checks.addAll(Acknowledged.told(promises).checks(database));
            }
            return checks;
        }
    }

    @Override
    public Integer call() throws Exception {
        if (apart != null) {
            return report(apart.checks(settings));
        }
        Running running = data.data().running().orElse(null);
        if (running != null) {
            return report(Verification.of(running, data.data(), settings).whenCaughtUp());
        }
        if (!data.data().isInstalled()) {
            throw new IllegalStateException(
                    "there is no installation in " + data.data().path());
        }
        System.out.println("Nothing runs on " + data.data().path() + "; starting its PostgreSQL and Kafka to look.");
        try (Servers servers = Servers.start(data.data())) {
            return report(Verification.of(servers, data.data(), settings).atRest());
        }
    }

    static int report(List<Check> checks) {
        long faults = checks.stream().mapToLong(Check::faults).sum();
        System.out.printf("%-72s %12s %8s%n", "", "looked at", "faults");
        for (Check check : checks) {
            System.out.printf(
                    "%s %-70s %,12d %,8d%n",
                    check.faults() == 0 ? "✓" : "✗", check.question(), check.looked(), check.faults());
            check.named().forEach(where -> System.out.println("    " + where));
        }
        System.out.println(faults == 0 ? "Everything agrees." : "%,d faults.".formatted(faults));
        return faults == 0 ? 0 : 1;
    }
}
