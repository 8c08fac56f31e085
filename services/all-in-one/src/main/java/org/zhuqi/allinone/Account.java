package org.zhuqi.allinone;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.directory.application.StartingData;
import org.zhuqi.platform.security.Caller;

/** An account that a new installation has, for the tools of a laptop. */
public record Account(
        AccountId name,
        Role role,
        DistrictId district,
        @Nullable EnterpriseId enterprise,
        @Nullable UnitId unit,
        String about) {

    /** How long a development token is valid. */
    public static final Duration TOKEN_LIFE = Duration.ofDays(30);

    public Caller caller() {
        return new Caller(name, role, district, enterprise, unit);
    }

    /** Those that a new installation has: the directory puts them in at its first start. */
    public static List<Account> all() {
        return Shipped.ACCOUNTS;
    }

    private static Account of(StartingData.Shipped shipped) {
        DirectoryEntry.Account account = shipped.account();
        return new Account(
                account.account(),
                account.role(),
                account.district(),
                account.enterprise(),
                account.unit(),
                shipped.about());
    }

    public static Optional<Account> named(String name) {
        return all().stream()
                .filter(account -> account.name().text().equals(name))
                .findFirst();
    }

    /** The first account of that role in that district. */
    public static Optional<Account> of(DistrictId district, Role role) {
        return all().stream()
                .filter(account -> account.role() == role && account.district().equals(district))
                .findFirst();
    }

    /** Read when the first asks. */
    private static final class Shipped {
        static final List<Account> ACCOUNTS =
                StartingData.accounts().stream().map(Account::of).toList();
    }
}
