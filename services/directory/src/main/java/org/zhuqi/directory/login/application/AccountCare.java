package org.zhuqi.directory.login.application;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.directory.login.domain.LoginEvent;
import org.zhuqi.directory.login.domain.RandomText;
import org.zhuqi.directory.login.postgres.CredentialRows;

/** What an administrator does for somebody who cannot log in. */
public final class AccountCare {
    private final CredentialRows credentials;
    private final Passwords passwords;
    private final SigningOutEverywhere signingOut;
    private final Journal journal;
    private final TransactionTemplate transaction;
    private final InstantSource now;
    private final RandomText texts;

    public AccountCare(
            CredentialRows credentials,
            Passwords passwords,
            SigningOutEverywhere signingOut,
            Journal journal,
            TransactionTemplate transaction,
            InstantSource now,
            RandomText texts) {
        this.credentials = credentials;
        this.passwords = passwords;
        this.signingOut = signingOut;
        this.journal = journal;
        this.transaction = transaction;
        this.now = now;
        this.texts = texts;
    }

    /** @return a password that must be changed at the first login; it is kept nowhere */
    public String oneTimePassword(AccountId account, AccountId by, @Nullable String address) {
        String password = texts.oneTimePassword();
        String hash = passwords.hash(password);
        transaction.executeWithoutResult(status -> {
            // First: whoever changes an account waits for its district before anything else, or two would for each
            // other.
            signingOut.signOut(account, by, address);
            credentials.setPassword(account, hash, true, now.instant());
            credentials.forgetFailures(account);
            journal.happened(LoginEvent.ONE_TIME_PASSWORD_GIVEN, account, address);
        });
        return password;
    }

    public void unlock(AccountId account, @Nullable String address) {
        transaction.executeWithoutResult(status -> {
            credentials.forgetFailures(account);
            journal.happened(LoginEvent.UNLOCKED, account, address);
        });
    }

    /** The next login asks for a new one where the role needs it. */
    public void resetSecondFactor(AccountId account, AccountId by, @Nullable String address) {
        transaction.executeWithoutResult(status -> {
            signingOut.signOut(account, by, address);
            credentials.removeSecondFactor(account);
            journal.happened(LoginEvent.SECOND_FACTOR_RESET, account, address);
        });
    }
}
