package org.zhuqi.allinone.cli;

import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.zhuqi.allinone.Account;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Print an access token for a development account, valid for 30 days.")
public final class TokenCommand implements Callable<Integer> {
    @Mixin
    private final DataOption data = new DataOption();

    @Parameters(paramLabel = "NAME", description = "The account, such as qt-coordinator.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String name;

    @Override
    public Integer call() throws Exception {
        Account account = Account.named(name)
                .orElseThrow(() -> new IllegalArgumentException("there is no account '%s'; there are: %s"
                        .formatted(
                                name,
                                Account.all().stream()
                                        .map(known -> known.name().text())
                                        .collect(Collectors.joining(", ")))));
        System.out.println(data.data()
                .developmentIssuer()
                .token(account.caller(), InstantSource.system().instant(), Account.TOKEN_LIFE));
        return 0;
    }
}
