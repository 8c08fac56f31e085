package org.zhuqi.directory.login.application;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.directory.application.ChangingEntries;
import org.zhuqi.directory.application.ChangingEntries.Outcome;
import org.zhuqi.directory.domain.Entry;
import org.zhuqi.directory.login.domain.LoginAccount;
import org.zhuqi.directory.login.domain.LoginEvent;
import org.zhuqi.directory.login.postgres.LoginAccountRows;
import org.zhuqi.directory.login.postgres.SignedInRows;
import org.zhuqi.directory.postgres.Tables;

/** Ends what keeps somebody logged in here, and has every service refuse the tokens that were issued until now. */
public final class RefusingOldTokens implements SigningOutEverywhere {
    private static final Logger LOG = LoggerFactory.getLogger(RefusingOldTokens.class);

    private final LoginAccountRows accounts;
    private final SignedInRows signedIn;
    private final Tables tables;
    private final ChangingEntries changing;
    private final Journal journal;
    private final InstantSource tokenTime;

    /** @param tokenTime by which tokens say when they were issued; it does not run ahead in a rehearsal */
    public RefusingOldTokens(
            LoginAccountRows accounts,
            SignedInRows signedIn,
            Tables tables,
            ChangingEntries changing,
            Journal journal,
            InstantSource tokenTime) {
        this.accounts = accounts;
        this.signedIn = signedIn;
        this.tables = tables;
        this.changing = changing;
        this.journal = journal;
        this.tokenTime = tokenTime;
    }

    @Override
    public void signOut(AccountId account, AccountId by, @Nullable String address) {
        Optional<LoginAccount> known = accounts.find(account);
        if (known.isEmpty()) {
            return;
        }
        Instant from = tokenTime.instant().truncatedTo(ChronoUnit.MICROS);
        // All of it in the one transaction of the change.
        Outcome outcome = changing.replace(
                tables.accounts(),
                known.get().district(),
                account.text(),
                null,
                before -> {
                    signedIn.removeAll(account);
                    journal.happened(LoginEvent.SIGNED_OUT_EVERYWHERE, account, address);
                    return refusingTokensBefore(from, before);
                },
                by);
        if (outcome instanceof Outcome.Refused refused) {
            LOG.warn("tokens of {} live out their time: {}", account, refused.faults());
        }
    }

    private static Entry.Account refusingTokensBefore(Instant from, Entry.Account account) {
        DirectoryEntry.Account is = account.told();
        return account.with(new DirectoryEntry.Account(
                is.account(),
                is.district(),
                is.role(),
                is.unit(),
                is.enterprise(),
                is.chain(),
                is.place(),
                is.allDistricts(),
                is.looksAfter(),
                is.active(),
                from,
                is.identities()));
    }
}
