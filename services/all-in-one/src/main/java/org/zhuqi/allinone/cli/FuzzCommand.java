package org.zhuqi.allinone.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import org.zhuqi.allinone.Account;
import org.zhuqi.allinone.DataFolder;
import org.zhuqi.allinone.Installation;
import org.zhuqi.allinone.Servers;
import org.zhuqi.allinone.demo.Demo;
import org.zhuqi.allinone.fuzz.Aftermath;
import org.zhuqi.allinone.fuzz.Finding;
import org.zhuqi.allinone.fuzz.HttpFuzz;
import org.zhuqi.allinone.fuzz.MessageFuzz;
import org.zhuqi.allinone.fuzz.Tally;
import org.zhuqi.platform.messaging.KafkaClients;
import org.zhuqi.platform.security.DevelopmentIssuer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "fuzz",
        mixinStandardHelpOptions = true,
        description = {
            "Send bad input by the thousand, made from the OpenAPI document, and judge every answer: never a 5xx, every",
            "refusal a problem document that tells nothing of the inside, nothing without an answer. Without --address it",
            "starts a system of its own on a folder that it deletes afterwards, and sends bad messages on its topics, too:",
            "no partition may stop. Never on a system that is used. Exit code 1 if something broke a rule."
        })
public final class FuzzCommand implements Callable<Integer> {
    @Option(names = "--requests", defaultValue = "20000", description = "How many (default: ${DEFAULT-VALUE}).")
    private long requests;

    @Option(
            names = "--messages",
            defaultValue = "2000",
            description = "How many on its topics; only to a system of its own (default: ${DEFAULT-VALUE}).")
    private long messages;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "A folder that is not there yet, for a system of its own (default: one among the temporary ones).")
    private @Nullable Path data;

    @Option(names = "--seed", description = "Repeats the same requests (default: a new one).")
    private Long seed = System.nanoTime();

    @Option(names = "--callers", defaultValue = "4", description = "How many at once (default: ${DEFAULT-VALUE}).")
    private int callers;

    @Option(names = "--address", paramLabel = "URL", description = "Of a system that runs; its limits must be off.")
    private @Nullable String address;

    @Option(names = "--signing-key", paramLabel = "FILE", description = "Of that system's login: RSA, PKCS #8 PEM.")
    private @Nullable Path signingKey;

    @Override
    public Integer call() throws Exception {
        if (address != null) {
            if (signingKey == null) {
                throw new IllegalArgumentException("with --address belongs --signing-key");
            }
            DevelopmentIssuer issuer = DevelopmentIssuer.with(signingKey, address);
            return requests(
                    address,
                    account -> issuer.token(
                            account.caller(), InstantSource.system().instant(), Account.TOKEN_LIFE));
        }
        return ofItsOwn();
    }

    private int ofItsOwn() throws IOException, GeneralSecurityException, InterruptedException {
        DataFolder folder = new DataFolder(
                data == null ? Files.createTempDirectory("zhuqi-fuzz").resolve("data") : data);
        if (folder.isInstalled()) {
            throw new IllegalStateException(folder.path() + " is somebody's; this needs a folder of its own");
        }
        try (Installation installation = Installation.start(folder, 0, Map.of("zhuqi.limits.enabled", "false"))) {
            new Demo(installation.address(), installation::token).tell();
            int worst = requests(installation.address(), installation::token);
            return Math.max(worst, messages > 0 ? messages(installation, folder) : 0);
        } finally {
            Folders.delete(folder.path());
        }
    }

    private int messages(Installation installation, DataFolder folder) throws IOException, InterruptedException {
        Servers servers = installation.servers();
        KafkaClients kafka = new KafkaClients(
                Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers.bootstrapServers()), null);
        new MessageFuzz(kafka, seed, System.out).run(messages);
        Aftermath aftermath = new Aftermath(installation.address(), servers, folder, installation::token);
        List<String> faults = aftermath.faults();
        faults.forEach(fault -> System.out.println("✗ " + fault));
        System.out.printf("%,d dead letters%n", aftermath.deadLetters());
        System.out.println(faults.isEmpty() ? "Every partition goes on, and everything agrees." : "It does not go on.");
        return faults.isEmpty() ? 0 : 1;
    }

    private int requests(String at, Function<Account, String> tokens) throws InterruptedException {
        PrintStream out = System.out;
        HttpFuzz fuzz = new HttpFuzz(at, tokens, seed, callers, out);
        long start = System.nanoTime();
        Tally tally = fuzz.run(requests);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        out.printf(
                "%,d requests to %d operations in %d s: %s%n",
                tally.requests(), tally.operations(), took.toSeconds(), tally.byStatus());
        out.printf("never done: %s%n", String.join(", ", tally.neverDone()));
        List<Finding> findings = fuzz.findings();
        findings.forEach(finding -> out.printf("✗ %,d × %s%n", fuzz.times(finding), finding.kind()));
        out.println(findings.isEmpty() ? "No answer broke a rule." : "%d kinds of faults.".formatted(findings.size()));
        return findings.isEmpty() ? 0 : 1;
    }
}
