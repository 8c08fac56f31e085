package org.zhuqi.contracts;

import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.schema.About;

/** Who did it, by account and capacity, never by name. */
@About("Who did it, by account and capacity, never by name.")
public record Actor(
        @About("The account.") AccountId account,
        @About("In which role.") Role role,

        @About("The enterprise for which the account speaks.") @Nullable
        EnterpriseId enterprise,

        @About("The unit to which the account belongs.") @Nullable
        UnitId unit) {

    /** The system itself, where time is the cause. */
    public static final Actor SYSTEM = new Actor(new AccountId("system"), Role.SYSTEM, null, null);
}
