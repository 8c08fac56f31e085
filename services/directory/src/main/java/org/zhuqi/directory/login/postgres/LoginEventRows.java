package org.zhuqi.directory.login.postgres;

import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.directory.login.domain.LoginEvent;

/** {@code directory.login_event}. */
public final class LoginEventRows {
    private final JdbcClient db;

    public LoginEventRows(JdbcClient db) {
        this.db = db;
    }

    /** @param account null for a login that nobody has */
    public void add(Instant at, @Nullable AccountId account, LoginEvent what, @Nullable String address) {
        db.sql("insert into directory.login_event (at, account, what, address) values (?, ?, ?, ?)")
                .param(at.atOffset(ZoneOffset.UTC))
                .param(account == null ? null : account.text())
                .param(what.name())
                .param(address)
                .update();
    }
}
