package org.zhuqi.allinone.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.stream.Collectors;
import org.zhuqi.allinone.Account;
import org.zhuqi.allinone.DataFolder;
import org.zhuqi.allinone.DataFolder.Running;
import org.zhuqi.allinone.client.Api;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The option that every command has. */
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            scope = CommandLine.ScopeType.INHERIT,
            description = "The folder that keeps everything (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path folder;

    DataFolder data() {
        return new DataFolder(folder);
    }

    /** What runs on the folder, asked as this development account. */
    Api api(Account account) throws IOException, GeneralSecurityException {
        Running running = running();
        String token = data().developmentIssuer()
                .token(account.caller(), InstantSource.system().instant(), Account.TOKEN_LIFE);
        return new Api(Api.newClient(), running.address(), token);
    }

    /**
     * @param name of a development account
     * @throws IllegalArgumentException if there is none, with those that there are
     */
    String token(String name) throws IOException, GeneralSecurityException {
        Account account = Account.named(name)
                .orElseThrow(() -> new IllegalArgumentException("there is no account '%s'; there are: %s"
                        .formatted(
                                name,
                                Account.all().stream()
                                        .map(known -> known.name().text())
                                        .collect(Collectors.joining(", ")))));
        return data().developmentIssuer()
                .token(account.caller(), InstantSource.system().instant(), Account.TOKEN_LIFE);
    }

    /** @return the exit code */
    static int failed(Api.Answer answer) {
        System.err.println("zhuqi: " + answer.text("detail"));
        return 1;
    }

    Running running() {
        return data().running()
                .orElseThrow(() -> new IllegalStateException(
                        "nothing runs on %s; start it with: ./zhuqi up --data %s".formatted(folder, folder)));
    }
}
