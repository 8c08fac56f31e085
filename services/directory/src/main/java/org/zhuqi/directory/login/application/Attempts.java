package org.zhuqi.directory.login.application;

import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.directory.login.domain.Backoff;
import org.zhuqi.directory.login.domain.LoginEvent;
import org.zhuqi.directory.login.postgres.CredentialRows;
import org.zhuqi.directory.login.postgres.CredentialRows.Attempt;

/** Passwords and codes are tried through here, so that an account's attempts are counted together. */
public final class Attempts {
    private final CredentialRows credentials;
    private final Journal journal;
    private final TransactionTemplate transaction;
    private final InstantSource now;

    public Attempts(CredentialRows credentials, Journal journal, TransactionTemplate transaction, InstantSource now) {
        this.credentials = credentials;
        this.journal = journal;
        this.transaction = transaction;
        this.now = now;
    }

    /**
     * @param proof looked at only if the account is not locked
     * @param wrong what it is called when the proof is wrong
     */
    public boolean isRight(AccountId account, BooleanSupplier proof, LoginEvent wrong, @Nullable String address) {
        Attempt attempt = transaction.execute(status -> credentials.reserve(account, now.instant(), Backoff::after));
        if (attempt == Attempt.REFUSED || attempt == null) {
            journal.happened(LoginEvent.REFUSED_WHILE_LOCKED, account, address);
            return false;
        }
        if (proof.getAsBoolean()) {
            credentials.giveBack(account);
            return true;
        }
        journal.happened(wrong, account, address);
        if (attempt == Attempt.LAST) {
            journal.happened(LoginEvent.LOCKED, account, address);
        }
        return false;
    }
}
