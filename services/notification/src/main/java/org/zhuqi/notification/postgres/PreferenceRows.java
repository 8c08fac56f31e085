package org.zhuqi.notification.postgres;

import static org.zhuqi.notification.postgres.FactRows.array;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.notification.domain.Preferences;
import org.zhuqi.platform.json.Json;

/** {@code notification.preference}: what accounts chose for themselves. */
public final class PreferenceRows {
    private final JdbcClient db;

    public PreferenceRows(JdbcClient db) {
        this.db = db;
    }

    public record Stored(AccountId account, long version, Preferences preferences) {}

    public Optional<Stored> of(AccountId account) {
        return Optional.ofNullable(of(java.util.List.of(account)).get(account));
    }

    /** Of those that chose anything. */
    public Map<AccountId, Stored> of(Collection<AccountId> accounts) {
        return db
                .sql("select account, version, chosen from notification.preference where account = any(?)")
                .param(array("text", accounts, AccountId::text))
                .query((row, index) -> new Stored(
                        new AccountId(row.getString("account")),
                        row.getLong("version"),
                        Json.MAPPER.readValue(row.getString("chosen"), Preferences.class)))
                .list()
                .stream()
                .collect(Collectors.toMap(Stored::account, stored -> stored));
    }

    /**
     * @param on the version that is replaced; 0 if there was none
     * @return false if it has another version by now
     */
    public boolean save(AccountId account, long on, Preferences chosen) {
        return db.sql(
                                on == 0
                                        ? "insert into notification.preference (version, chosen, account)"
                                                + " values (1, ?::jsonb, ?) on conflict do nothing"
                                        : "update notification.preference set version = version + 1, chosen = ?::jsonb"
                                                + " where account = ? and version = " + on)
                        .params(Json.MAPPER.writeValueAsString(chosen), account.text())
                        .update()
                == 1;
    }
}
