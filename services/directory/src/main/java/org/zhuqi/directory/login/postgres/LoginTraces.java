package org.zhuqi.directory.login.postgres;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.directory.application.PersonTraces;

/** What the login knows of a person: how they prove who they are, where they are logged in, and from where they came. */
public final class LoginTraces implements PersonTraces {
    private final JdbcClient db;
    private final SignedInRows signedIn;

    public LoginTraces(JdbcClient db, SignedInRows signedIn) {
        this.db = db;
        this.signedIn = signedIn;
    }

    @Override
    public void erase(DistrictId district, String person, Instant at) {
        signedIn.removeAll(new AccountId(person));
        db.sql("delete from directory.oauth2_authorization_consent where principal_name = ?")
                .param(person)
                .update();
        db.sql("delete from directory.credential where account = ?")
                .param(person)
                .update();
        db.sql("delete from directory.foreign_identity where account = ?")
                .param(person)
                .update();
        // That it logged in stays, for the auditor; from which address leads to the person.
        db.sql("update directory.login_event set address = null where account = ? and address is not null")
                .param(person)
                .update();
    }
}
