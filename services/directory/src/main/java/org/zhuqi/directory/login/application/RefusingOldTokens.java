package org.zhuqi.directory.login.application;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.directory.login.domain.LoginEvent;
import org.zhuqi.directory.login.postgres.AnnouncedAccounts;
import org.zhuqi.directory.login.postgres.LoginAccountRows;
import org.zhuqi.directory.login.postgres.SignedInRows;

/** Deletes what can be deleted and tells all services to refuse the access tokens that are still about. */
public final class RefusingOldTokens implements SigningOutEverywhere {
    private final LoginAccountRows accounts;
    private final SignedInRows signedIn;
    private final AnnouncedAccounts announced;
    private final Journal journal;
    private final TransactionTemplate transaction;
    private final InstantSource now;
    private final InstantSource tokenTime;

    /** @param tokenTime by which tokens say when they were issued; it does not run ahead in a rehearsal */
    public RefusingOldTokens(
            LoginAccountRows accounts,
            SignedInRows signedIn,
            AnnouncedAccounts announced,
            Journal journal,
            TransactionTemplate transaction,
            InstantSource now,
            InstantSource tokenTime) {
        this.accounts = accounts;
        this.signedIn = signedIn;
        this.announced = announced;
        this.journal = journal;
        this.transaction = transaction;
        this.now = now;
        this.tokenTime = tokenTime;
    }

    @Override
    public void signOut(AccountId account, AccountId by, @Nullable String address) {
        transaction.executeWithoutResult(status -> {
            signedIn.removeAll(account);
            var at = now.instant();
            announced.announce(accounts.refuseTokensBefore(account, tokenTime.instant(), at, by), at);
            journal.happened(LoginEvent.SIGNED_OUT_EVERYWHERE, account, address);
        });
    }
}
