package org.zhuqi.directory.postgres;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.directory.application.PersonTraces;

/** {@code directory.preference}: what an account keeps for its pages. It goes with the person. */
public final class PreferenceRows implements PersonTraces {
    private final JdbcClient db;

    public PreferenceRows(JdbcClient db) {
        this.db = db;
    }

    public Optional<String> find(AccountId account, String key) {
        return db.sql("select value from directory.preference where account = ? and key = ?")
                .params(account.text(), key)
                .query(String.class)
                .optional();
    }

    /**
     * @param most keys of one account
     * @return false if the account has as many keys as it may, and this would be one more
     */
    public boolean put(AccountId account, String key, String value, Instant at, int most) {
        return db.sql("""
                        insert into directory.preference (account, key, value, changed_at)
                        select :account, :key, :value, :at
                        where exists (select from directory.preference where account = :account and key = :key)
                           or (select count(*) from directory.preference where account = :account) < :most
                        on conflict (account, key) do update set value = excluded.value, changed_at = excluded.changed_at
                        """)
                        .param("account", account.text())
                        .param("key", key)
                        .param("value", value)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("most", most)
                        .update()
                == 1;
    }

    public void remove(AccountId account, String key) {
        db.sql("delete from directory.preference where account = ? and key = ?")
                .params(account.text(), key)
                .update();
    }

    @Override
    public void erase(DistrictId district, String person, Instant at) {
        db.sql("delete from directory.preference where account = ?")
                .param(person)
                .update();
    }
}
