package org.zhuqi.allinone.cli;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.zhuqi.allinone.Account;
import org.zhuqi.allinone.DataFolder;
import org.zhuqi.allinone.DataFolder.Running;
import org.zhuqi.allinone.Installation;
import org.zhuqi.allinone.PortInUseException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How {@code up} and {@code demo} run. */
final class RunOptions {
    @Mixin
    private final DataOption data = new DataOption();

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "The web port on 127.0.0.1; 0 for a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting, as in application.yaml; may be repeated.")
    private final Map<String, String> settings = new HashMap<>();

    @FunctionalInterface
    interface Beginning {
        void with(Installation installation) throws Exception;
    }

    DataFolder folder() {
        return data.data();
    }

    /** Runs until it is told to stop. */
    int run(Beginning beginning) throws Exception {
        DataFolder folder = data.data();
        Running running = folder.running().orElse(null);
        if (running != null) {
            throw new IllegalStateException("%s is in use: process %d serves it at %s"
                    .formatted(folder.path(), running.pid(), running.address()));
        }
        PortInUseException.check(port);
        System.out.println("Starting PostgreSQL, Kafka and the services …");
        Installation installation = Installation.start(folder, port, settings);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            System.out.println("\nStopping …");
                            installation.close();
                            System.out.println("Stopped. Everything is kept in " + folder.path());
                            stopped.countDown();
                        },
                        "zhuqi-stop"));
        Duration took = Duration.ofMillis(System.currentTimeMillis()
                - ManagementFactory.getRuntimeMXBean().getStartTime());
        System.out.printf("%nZhuqi 助企通 is ready (%.1f s).%n", took.toMillis() / 1000.0);
        System.out.printf("  Address   %s%n", installation.address());
        System.out.printf("  API       %s/v3/api-docs%n", installation.address());
        System.out.printf("  Kafka     %s%n", installation.servers().bootstrapServers());
        System.out.printf("  Data      %s%n", folder.path());
        beginning.with(installation);
        printAccounts();
        System.out.println("Ctrl-C stops it.");
        System.out.flush();
        stopped.await();
        return 0;
    }

    private static void printAccounts() {
        System.out.println("  Pages     as one of them: ./zhuqi link NAME");
        System.out.println("  Log in    with a one-time password: ./zhuqi account password NAME");
        System.out.println("  Accounts  a token for one of them: ./zhuqi token NAME");
        for (Account account : Account.all()) {
            System.out.printf("    %-22s %-12s %s%n", account.name(), account.role(), account.about());
        }
    }
}
