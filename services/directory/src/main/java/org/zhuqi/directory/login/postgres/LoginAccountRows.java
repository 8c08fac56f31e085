package org.zhuqi.directory.login.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.directory.login.domain.LoginAccount;
import org.zhuqi.platform.directory.KnownDirectory;

/** {@code directory.account}, as the login reads it. */
public final class LoginAccountRows {
    private static final String SELECT = """
            select account.id, account.login, person.name, account.role, account.district, account.unit,
                   account.enterprise, coalesce(unit.name, enterprise.name) as place, account.all_districts,
                   account.active
            from directory.account
            join directory.person on person.id = account.id
            left join directory.unit on unit.id = account.unit
            left join directory.enterprise on enterprise.id = account.enterprise
            """;

    private final JdbcClient db;

    public LoginAccountRows(JdbcClient db) {
        this.db = db;
    }

    public Optional<LoginAccount> byLogin(String login) {
        return db.sql(SELECT + "where lower(account.login) = lower(?)")
                .param(login)
                .query(LoginAccountRows::row)
                .optional();
    }

    public Optional<LoginAccount> find(AccountId id) {
        return db.sql(SELECT + "where account.id = ?")
                .param(id.text())
                .query(LoginAccountRows::row)
                .optional();
    }

    /**
     * Refuses every token issued before that time.
     *
     * @return the account as it is told to everybody, raised by one version
     */
    public DirectoryEntry.Account refuseTokensBefore(AccountId id, Instant from, Instant now, AccountId by) {
        db.sql("""
                update directory.account
                set tokens_from = ?, version = version + 1, changed_at = ?, changed_by = ?
                where id = ?
                """)
                .params(from.atOffset(ZoneOffset.UTC), now.atOffset(ZoneOffset.UTC), by.text(), id.text())
                .update();
        db.sql("""
                insert into directory.change (district, kind, id, version, changed_at, changed_by, fields)
                select district, 'account', id, version, changed_at, changed_by, array['tokensFrom']
                from directory.account where id = ?
                """).param(id.text()).update();
        return entry(id, from);
    }

    private DirectoryEntry.Account entry(AccountId id, Instant tokensFrom) {
        List<EnterpriseId> looksAfter = db.sql(
                        "select enterprise from directory.looks_after where officer = ? order by enterprise")
                .param(id.text())
                .query((row, number) -> new EnterpriseId(row.getString(1)))
                .list();
        List<String> identities = db.sql(
                        "select issuer, claim from directory.foreign_identity where account = ? order by issuer, claim")
                .param(id.text())
                .query((row, number) -> KnownDirectory.identity(row.getString(1), row.getString(2)))
                .list();
        return db.sql("""
                select district, role, unit, enterprise, chain, place, all_districts, active
                from directory.account where id = ?
                """)
                .param(id.text())
                .query((row, number) -> new DirectoryEntry.Account(
                        id,
                        new DistrictId(row.getString("district")),
                        Role.valueOf(row.getString("role")),
                        optional(row, "unit", UnitId::new),
                        optional(row, "enterprise", EnterpriseId::new),
                        optional(row, "chain", ChainId::new),
                        optional(row, "place", PlaceId::new),
                        row.getBoolean("all_districts"),
                        looksAfter,
                        row.getBoolean("active"),
                        tokensFrom,
                        identities))
                .single();
    }

    private static LoginAccount row(ResultSet row, int number) throws SQLException {
        return new LoginAccount(
                new AccountId(row.getString("id")),
                row.getString("login"),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                new DistrictId(row.getString("district")),
                optional(row, "unit", UnitId::new),
                optional(row, "enterprise", EnterpriseId::new),
                row.getString("place"),
                row.getBoolean("all_districts"),
                row.getBoolean("active"));
    }

    private static <T> @Nullable T optional(ResultSet row, String column, Function<String, T> reader)
            throws SQLException {
        String text = row.getString(column);
        return text == null ? null : reader.apply(text);
    }
}
