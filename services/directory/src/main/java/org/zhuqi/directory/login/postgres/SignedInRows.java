package org.zhuqi.directory.login.postgres;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.id.AccountId;

/** What keeps an account logged in: sessions of browsers, and authorizations with their refresh tokens. */
public final class SignedInRows {
    private final JdbcClient db;

    public SignedInRows(JdbcClient db) {
        this.db = db;
    }

    public void removeAll(AccountId account) {
        db.sql("delete from directory.login_session where principal_name = ?")
                .param(account.text())
                .update();
        db.sql("delete from directory.oauth2_authorization where principal_name = ?")
                .param(account.text())
                .update();
    }

    /** What was authorized in that session. */
    public void removeAuthorizations(AccountId account, String loginId) {
        db.sql("delete from directory.oauth2_authorization where principal_name = ? and login_id = ?")
                .params(account.text(), loginId)
                .update();
    }

    /** Authorizations of which nothing is valid any more. */
    public void removeExpired(AccountId account, Instant before) {
        db.sql("""
                delete from directory.oauth2_authorization
                where principal_name = ?
                  and greatest(authorization_code_expires_at, access_token_expires_at, refresh_token_expires_at) < ?
                """).params(account.text(), before.atOffset(ZoneOffset.UTC)).update();
    }
}
