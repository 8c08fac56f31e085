package org.zhuqi.directory.login.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.directory.login.domain.Credential;

/** {@code directory.credential} and {@code directory.recovery_code}. */
public final class CredentialRows {
    private final JdbcClient db;

    public CredentialRows(JdbcClient db) {
        this.db = db;
    }

    public Optional<Credential> find(AccountId account) {
        return db.sql("select * from directory.credential where account = ?")
                .param(account.text())
                .query(CredentialRows::row)
                .optional();
    }

    /** What came of asking for an attempt. */
    public enum Attempt {
        FREE,
        /** Free, but the next one has to wait if this one is wrong. */
        LAST,
        REFUSED
    }

    /**
     * Counts an attempt before it is looked at, so that many at once are no more than many in a row. To be called in a
     * transaction.
     *
     * @param rest how long the account rests after that many
     */
    public Attempt reserve(AccountId account, Instant now, IntFunction<Duration> rest) {
        Credential held = db.sql("select * from directory.credential where account = ? for update")
                .param(account.text())
                .query(CredentialRows::row)
                .optional()
                .orElse(null);
        if (held == null || (held.lockedUntil() != null && now.isBefore(held.lockedUntil()))) {
            return Attempt.REFUSED;
        }
        int failures = held.failures() + 1;
        Duration wait = rest.apply(failures);
        db.sql("update directory.credential set failures = ?, locked_until = ? where account = ?")
                .param(failures)
                .param(wait.isZero() ? null : now.plus(wait).atOffset(ZoneOffset.UTC))
                .param(account.text())
                .update();
        return wait.isZero() ? Attempt.FREE : Attempt.LAST;
    }

    /** The attempt was right but it was not the last proof: it is not counted, what went before still is. */
    public void giveBack(AccountId account) {
        db.sql("""
                update directory.credential set failures = greatest(failures - 1, 0), locked_until = null
                where account = ?
                """).param(account.text()).update();
    }

    public void forgetFailures(AccountId account) {
        db.sql("update directory.credential set failures = 0, locked_until = null where account = ?")
                .param(account.text())
                .update();
    }

    /** A secret that was proposed but not confirmed goes: whoever had the password before has seen it. */
    public void setPassword(AccountId account, String hash, boolean mustChange, Instant now) {
        db.sql("""
                insert into directory.credential (account, password_hash, must_change, changed_at)
                values (?, ?, ?, ?)
                on conflict (account) do update
                set password_hash = excluded.password_hash, must_change = excluded.must_change,
                    changed_at = excluded.changed_at,
                    totp_secret = case when credential.totp_confirmed_at is not null then credential.totp_secret end
                """)
                .params(account.text(), hash, mustChange, now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The same password, hashed with what is thought strong enough now. */
    public void rehash(AccountId account, String hash) {
        db.sql("update directory.credential set password_hash = ? where account = ?")
                .params(hash, account.text())
                .update();
    }

    /** @return false if one is confirmed already: a second factor is replaced only by removing it first */
    public boolean proposeSecret(AccountId account, byte[] sealed) {
        return db.sql("""
                        update directory.credential set totp_secret = ?, totp_last_step = null
                        where account = ? and totp_confirmed_at is null
                        """).params(sealed, account.text()).update() == 1;
    }

    public void confirmSecret(AccountId account, Instant now) {
        db.sql("update directory.credential set totp_confirmed_at = ? where account = ? and totp_secret is not null")
                .params(now.atOffset(ZoneOffset.UTC), account.text())
                .update();
    }

    /** @return false if that step's code, or a later one's, was taken before */
    public boolean takeStep(AccountId account, long step) {
        return db.sql("""
                        update directory.credential set totp_last_step = ?
                        where account = ? and (totp_last_step is null or totp_last_step < ?)
                        """).params(step, account.text(), step).update() == 1;
    }

    public void removeSecondFactor(AccountId account) {
        db.sql("""
                update directory.credential
                set totp_secret = null, totp_confirmed_at = null, totp_last_step = null
                where account = ?
                """).param(account.text()).update();
        db.sql("delete from directory.recovery_code where account = ?")
                .param(account.text())
                .update();
    }

    public void replaceRecoveryCodes(AccountId account, Collection<String> hashes, Instant now) {
        db.sql("delete from directory.recovery_code where account = ?")
                .param(account.text())
                .update();
        db.sql("insert into directory.recovery_code (account, hash, made_at) select ?, unnest(?::text[]), ?")
                .params(account.text(), new SqlArrayValue("text", hashes.toArray()), now.atOffset(ZoneOffset.UTC))
                .update();
    }

    public boolean useRecoveryCode(AccountId account, String hash, Instant now) {
        return db.sql("""
                        update directory.recovery_code set used_at = ?
                        where account = ? and hash = ? and used_at is null
                        """)
                        .params(now.atOffset(ZoneOffset.UTC), account.text(), hash)
                        .update()
                == 1;
    }

    public int unusedRecoveryCodes(AccountId account) {
        return db.sql("select count(*) from directory.recovery_code where account = ? and used_at is null")
                .param(account.text())
                .query(Integer.class)
                .single();
    }

    private static Credential row(ResultSet row, int number) throws SQLException {
        return new Credential(
                new AccountId(row.getString("account")),
                row.getString("password_hash"),
                row.getBoolean("must_change"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                row.getInt("failures"),
                instant(row, "locked_until"),
                row.getBytes("totp_secret"),
                row.getObject("totp_confirmed_at") != null);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
