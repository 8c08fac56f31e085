package org.zhuqi.allinone.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.zhuqi.allinone.crash.Acknowledged;
import org.zhuqi.allinone.crash.Load;
import org.zhuqi.platform.security.DevelopmentIssuer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = {
            "Take tickets from 点单 to 销号 through the API of a system wherever it runs, and print each promise that",
            "it gives: when, what and of which command or file. 'verify --promises' looks whether it kept them.",
            "Makes tickets of the development accounts: for rehearsals, never where real ones are."
        })
public final class LoadCommand implements Callable<Integer> {
    @Option(names = "--address", required = true, paramLabel = "URL", description = "Of the system's front door.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String address;

    @Option(names = "--issuer", paramLabel = "URL", description = "As the system knows itself (default: the address).")
    private @Nullable String issuer;

    @Option(
            names = "--signing-key",
            required = true,
            paramLabel = "FILE",
            description = "Of the system's login: RSA, PKCS #8 PEM.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path signingKey;

    @Option(names = "--callers", defaultValue = "4", description = "How many at once (default: ${DEFAULT-VALUE}).")
    private int callers;

    @Option(names = "--for", defaultValue = "20", paramLabel = "SECONDS", description = "(default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Override
    public Integer call() throws Exception {
        DevelopmentIssuer tokens = DevelopmentIssuer.with(signingKey, issuer == null ? address : issuer);
        Acknowledged acknowledged = new Acknowledged(System.out);
        Load load = Load.on(address, tokens, callers, acknowledged, Load.Lost.FOR_A_WHILE);
        Thread.sleep(Duration.ofSeconds(seconds));
        load.end();
        System.err.printf("%,d commands acknowledged in %d s%n", acknowledged.count(), seconds);
        return acknowledged.count() > 0 ? 0 : 1;
    }
}
