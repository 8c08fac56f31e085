package org.zhuqi.directory.login.application;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.directory.login.domain.Credential;
import org.zhuqi.directory.login.domain.LoginAccount;
import org.zhuqi.directory.login.domain.LoginEvent;
import org.zhuqi.directory.login.domain.Step;
import org.zhuqi.directory.login.postgres.CredentialRows;
import org.zhuqi.directory.login.postgres.LoginAccountRows;
import org.zhuqi.directory.login.postgres.SignedInRows;

/** From a login and a password to being logged in, by as many steps as the account needs. */
public final class LoggingIn {
    private static final Duration KEPT_AFTER_EXPIRY = Duration.ofDays(1);

    private final LoginAccountRows accounts;
    private final CredentialRows credentials;
    private final SignedInRows signedIn;
    private final Passwords passwords;
    private final Attempts attempts;
    private final Journal journal;
    private final Set<Role> twoFactorRoles;
    private final InstantSource tokenTime;

    public LoggingIn(
            LoginAccountRows accounts,
            CredentialRows credentials,
            SignedInRows signedIn,
            Passwords passwords,
            Attempts attempts,
            Journal journal,
            Set<Role> twoFactorRoles,
            InstantSource tokenTime) {
        this.accounts = accounts;
        this.credentials = credentials;
        this.signedIn = signedIn;
        this.passwords = passwords;
        this.attempts = attempts;
        this.journal = journal;
        this.twoFactorRoles = twoFactorRoles;
        this.tokenTime = tokenTime;
    }

    /** @return empty for an unknown login, a wrong password, a locked or an inactive account alike */
    public Optional<LoginAccount> withPassword(String login, String password, @Nullable String address) {
        LoginAccount account = accounts.byLogin(login.strip()).orElse(null);
        Credential credential =
                account == null ? null : credentials.find(account.id()).orElse(null);
        if (account == null || credential == null || !account.active()) {
            passwords.lookAtNobodys(password);
            journal.happened(LoginEvent.UNKNOWN_LOGIN, account == null ? null : account.id(), address);
            return Optional.empty();
        }
        String hash = credential.passwordHash();
        // Before it is known whether it may be tried, so that a locked account takes as long as another.
        boolean right = passwords.isRight(password, hash);
        if (!attempts.isRight(account.id(), () -> right, LoginEvent.WRONG_PASSWORD, address)) {
            return Optional.empty();
        }
        if (passwords.isOutdated(hash)) {
            credentials.rehash(account.id(), passwords.hash(password));
        }
        return Optional.of(account);
    }

    /** What has still to be proved, once the password was right. */
    public Step next(LoginAccount account, boolean codeWasRight) {
        Credential credential = credentials.find(account.id()).orElseThrow();
        if (credential.secondFactor() && !codeWasRight) {
            return Step.CODE;
        }
        if (credential.mustChange()) {
            return Step.NEW_PASSWORD;
        }
        return needsSecondFactor(account) && !credential.secondFactor() ? Step.ENROL : Step.DONE;
    }

    /** When its password was set. */
    public Instant passwordOf(AccountId account) {
        return credentials.find(account).orElseThrow().changedAt();
    }

    public boolean needsSecondFactor(LoginAccount account) {
        return twoFactorRoles.contains(account.role());
    }

    public void completed(AccountId account, @Nullable String address) {
        credentials.forgetFailures(account);
        signedIn.removeExpired(account, tokenTime.instant().minus(KEPT_AFTER_EXPIRY));
        journal.happened(LoginEvent.LOGGED_IN, account, address);
    }
}
