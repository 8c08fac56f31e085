package org.zhuqi.platform.security;

import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;

/** Who is asking, as the token says: an account in one role, in one district, for an enterprise or a unit. */
public record Caller(
        AccountId account,
        Role role,
        DistrictId district,
        @Nullable EnterpriseId enterprise,
        @Nullable UnitId unit) {

    public Actor asActor() {
        return new Actor(account, role, enterprise, unit);
    }
}
