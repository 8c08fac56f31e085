package org.zhuqi.directory.postgres;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.directory.domain.ForeignIdentity;

/** {@code directory.foreign_identity}: as whom other login services know an account. */
public final class ForeignIdentityRows {
    private final JdbcClient db;

    public ForeignIdentityRows(JdbcClient db) {
        this.db = db;
    }

    public List<ForeignIdentity> of(AccountId account) {
        return db.sql("select issuer, claim from directory.foreign_identity where account = ? order by issuer, claim")
                .param(account.text())
                .query((row, index) -> new ForeignIdentity(row.getString(1), row.getString(2)))
                .list();
    }

    /** Those of them that are somebody else's. */
    public Set<ForeignIdentity> takenByOthers(AccountId account, Collection<ForeignIdentity> identities) {
        return db
                .sql("""
                        select f.issuer, f.claim from directory.foreign_identity f
                        join unnest(?::text[], ?::text[]) as given (issuer, claim) using (issuer, claim)
                        where f.account <> ?
                        """)
                .params(issuers(identities), claims(identities), account.text())
                .query((row, index) -> new ForeignIdentity(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    public void replace(AccountId account, Collection<ForeignIdentity> identities) {
        db.sql("delete from directory.foreign_identity where account = ?")
                .param(account.text())
                .update();
        db.sql("""
                        insert into directory.foreign_identity (issuer, claim, account)
                        select issuer, claim, ? from unnest(?::text[], ?::text[]) as given (issuer, claim)
                        """)
                .params(account.text(), issuers(identities), claims(identities))
                .update();
    }

    private static Object issuers(Collection<ForeignIdentity> identities) {
        return EntryTable.array(identities.stream().map(ForeignIdentity::issuer).toList());
    }

    private static Object claims(Collection<ForeignIdentity> identities) {
        return EntryTable.array(identities.stream().map(ForeignIdentity::claim).toList());
    }
}
