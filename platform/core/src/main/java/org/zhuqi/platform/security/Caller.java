package org.zhuqi.platform.security;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.contracts.lifecycle.Role;

/**
 * Who is asking: an account in one role, in one district, for an enterprise or a unit.
 *
 * @param jurisdiction the part of the district to which a coordinator's or supervisor's right is narrowed
 * @param looksAfter the enterprises paired with an officer
 * @param allDistricts whether the account may turn to any district; {@code district} is the one it has turned to
 */
public record Caller(
        AccountId account,
        Role role,
        DistrictId district,
        @Nullable EnterpriseId enterprise,
        @Nullable UnitId unit,
        Jurisdiction jurisdiction,
        Set<EnterpriseId> looksAfter,
        boolean allDistricts) {

    public Caller(
            AccountId account,
            Role role,
            DistrictId district,
            @Nullable EnterpriseId enterprise,
            @Nullable UnitId unit) {
        this(account, role, district, enterprise, unit, Jurisdiction.WHOLE_DISTRICT, Set.of(), false);
    }

    public Caller {
        looksAfter = Set.copyOf(looksAfter);
    }

    /** As whom the account would ask, in its own district. */
    public static Caller of(DirectoryEntry.Account account) {
        return new Caller(
                account.account(),
                account.role(),
                account.district(),
                account.enterprise(),
                account.unit(),
                new Jurisdiction(account.chain(), account.place()),
                Set.copyOf(account.looksAfter()),
                false);
    }

    /** The same, if it may turn to any district: each of them is then its own. */
    Caller lookingAround(boolean everywhere) {
        return new Caller(account, role, district, enterprise, unit, jurisdiction, looksAfter, everywhere);
    }

    public Caller inDistrict(DistrictId other) {
        return new Caller(account, role, other, enterprise, unit, jurisdiction, looksAfter, allDistricts);
    }

    public Actor asActor() {
        return new Actor(account, role, enterprise, unit, jurisdiction.chain(), jurisdiction.place());
    }
}
