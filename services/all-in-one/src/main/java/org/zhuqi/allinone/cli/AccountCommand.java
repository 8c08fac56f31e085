package org.zhuqi.allinone.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.allinone.Database;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.directory.application.ChangingEntries;
import org.zhuqi.directory.application.Writing;
import org.zhuqi.directory.login.application.AccountCare;
import org.zhuqi.directory.login.application.Journal;
import org.zhuqi.directory.login.application.Passwords;
import org.zhuqi.directory.login.application.RefusingOldTokens;
import org.zhuqi.directory.login.domain.LoginAccount;
import org.zhuqi.directory.login.domain.RandomText;
import org.zhuqi.directory.login.postgres.CredentialRows;
import org.zhuqi.directory.login.postgres.LoginAccountRows;
import org.zhuqi.directory.login.postgres.LoginEventRows;
import org.zhuqi.directory.login.postgres.SignedInRows;
import org.zhuqi.directory.postgres.ChangeRows;
import org.zhuqi.directory.postgres.Tables;
import org.zhuqi.platform.persistence.ServiceSchema;
import org.zhuqi.platform.telling.OutgoingRows;
import org.zhuqi.platform.telling.Telling;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

@Command(
        name = "account",
        mixinStandardHelpOptions = true,
        description = "For somebody who cannot log in: a one-time password, the end of a lock, a new second factor.")
public final class AccountCommand {
    /** Who did it, where nobody was logged in. */
    private static final AccountId COMMAND_LINE = new AccountId("command-line");

    @Mixin
    private final DataOption data = new DataOption();

    @Option(
            names = "--jdbc",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "Of the database, where the directory runs by itself.")
    private @Nullable String jdbcUrl;

    @Option(
            names = "--user",
            paramLabel = "ROLE",
            defaultValue = "directory",
            scope = ScopeType.INHERIT,
            description = "The directory's role there (${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Holds that role's password.")
    private @Nullable Path passwordFile;

    @Command(
            name = "password",
            description = "Print a password that must be changed at the first login. It is kept nowhere.",
            mixinStandardHelpOptions = true)
    int password(@Parameters(paramLabel = "NAME", description = "The login.") String name) {
        return care(
                name, (care, account) -> System.out.println(care.oneTimePassword(account.id(), COMMAND_LINE, null)));
    }

    @Command(
            name = "unlock",
            description = "End the rest that wrong attempts have brought.",
            mixinStandardHelpOptions = true)
    int unlock(@Parameters(paramLabel = "NAME", description = "The login.") String name) {
        return care(name, (care, account) -> {
            care.unlock(account.id(), null);
            System.out.println(account.login() + " is unlocked");
        });
    }

    @Command(
            name = "reset-second-factor",
            description = "Forget the second factor; where the role needs one, the next login asks for a new one.",
            mixinStandardHelpOptions = true)
    int resetSecondFactor(@Parameters(paramLabel = "NAME", description = "The login.") String name) {
        return care(name, (care, account) -> {
            care.resetSecondFactor(account.id(), COMMAND_LINE, null);
            System.out.println(account.login() + " has no second factor any more");
        });
    }

    private DataSource database() {
        if (jdbcUrl == null) {
            return Database.of(data.running());
        }
        if (passwordFile == null) {
            throw new IllegalArgumentException("with --jdbc belongs --password-file");
        }
        try {
            return Database.of(jdbcUrl, user, Files.readString(passwordFile).strip());
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + passwordFile, e);
        }
    }

    private int care(String name, BiConsumer<AccountCare, LoginAccount> what) {
        DataSource database = database();
        JdbcClient db = JdbcClient.create(database);
        LoginAccountRows accounts = new LoginAccountRows(db);
        LoginAccount account = accounts.byLogin(name)
                .orElseThrow(() -> new IllegalArgumentException("there is no account '%s'".formatted(name)));
        InstantSource now = InstantSource.system();
        TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        Tables tables = new Tables(db);
        Journal journal = new Journal(new LoginEventRows(db), now);
        what.accept(
                new AccountCare(
                        new CredentialRows(db),
                        new Passwords(),
                        new RefusingOldTokens(
                                accounts,
                                new SignedInRows(db),
                                tables,
                                changing(db, tables, transaction),
                                journal,
                                now),
                        journal,
                        transaction,
                        now,
                        new RandomText(new SecureRandom())),
                account);
        return 0;
    }

    /** It stores what is to be told; the installation that runs finds it and tells it. */
    private static ChangingEntries changing(JdbcClient db, Tables tables, TransactionTemplate transaction) {
        OutgoingRows outgoing = new OutgoingRows(db, new ServiceSchema("directory"));
        Telling tells = new Telling(
                "directory",
                outgoing,
                waiting -> {
                    throw new IllegalStateException("the command line tells nobody");
                },
                transaction,
                Duration.ZERO);
        return new ChangingEntries(
                tables, new Writing(tables, new ChangeRows(db), outgoing), tells, transaction, InstantSource.system());
    }
}
