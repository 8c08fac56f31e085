package org.zhuqi.platform.testkit;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.security.Caller;

/** Whom a test sends. All live in Qiantang unless moved: {@code in("SY", coordinator("x"))}. */
public final class Callers {
    public static final DistrictId QIANTANG = new DistrictId("QT");

    private Callers() {}

    public static Caller enterprise(String account, EnterpriseId enterprise) {
        return new Caller(new AccountId(account), Role.ENTERPRISE, QIANTANG, enterprise, null);
    }

    public static Caller handler(String account, UnitId unit) {
        return new Caller(new AccountId(account), Role.HANDLER, QIANTANG, null, unit);
    }

    public static Caller coordinator(String account) {
        return inRole(account, Role.COORDINATOR);
    }

    public static Caller inRole(String account, Role role) {
        @Nullable EnterpriseId enterprise = role == Role.ENTERPRISE ? new EnterpriseId("some-enterprise") : null;
        @Nullable UnitId unit = role == Role.HANDLER ? new UnitId("some-unit") : null;
        return new Caller(new AccountId(account), role, QIANTANG, enterprise, unit);
    }

    /** The same, for a committee or office of a part of the district. */
    public static Caller of(Jurisdiction jurisdiction, Caller caller) {
        return new Caller(
                caller.account(),
                caller.role(),
                caller.district(),
                caller.enterprise(),
                caller.unit(),
                jurisdiction,
                caller.looksAfter(),
                caller.allDistricts());
    }

    /** An officer paired with enterprises. */
    public static Caller officer(String account, EnterpriseId... looksAfter) {
        return new Caller(
                new AccountId(account),
                Role.OFFICER,
                QIANTANG,
                null,
                null,
                Jurisdiction.WHOLE_DISTRICT,
                Set.of(looksAfter),
                false);
    }

    /** The same, but free to turn to any district. */
    public static Caller ofAllDistricts(Caller caller) {
        return new Caller(
                caller.account(),
                caller.role(),
                caller.district(),
                caller.enterprise(),
                caller.unit(),
                caller.jurisdiction(),
                caller.looksAfter(),
                true);
    }

    public static Caller in(String district, Caller caller) {
        return caller.inDistrict(new DistrictId(district));
    }
}
