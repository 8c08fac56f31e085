package org.zhuqi.directory.login.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.directory.login.domain.LoginAccount;

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
