package org.zhuqi.directory.login.application;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.directory.login.domain.LoginEvent;
import org.zhuqi.directory.login.postgres.LoginEventRows;

/** Keeps what happens at the login for the auditor and says it once in the log. Never what was typed. */
public final class Journal {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final LoginEventRows events;
    private final InstantSource now;

    public Journal(LoginEventRows events, InstantSource now) {
        this.events = events;
        this.now = now;
    }

    /**
     * @param account null for a login that nobody has
     * @param address from where, if it came over the network
     */
    public void happened(LoginEvent what, @Nullable AccountId account, @Nullable String address) {
        events.add(now.instant(), account, what, address);
        LOG.info(
                "login: {} account={} address={}",
                what,
                account == null ? "-" : account,
                address == null ? "-" : address);
    }
}
