package org.zhuqi.contracts;

import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
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
        UnitId unit,

        @About("The only chain whose tickets the account coordinates or watches: it acts for that chain's committee.")
        @Nullable
        ChainId chain,

        @About("The only town or park whose tickets the account coordinates or watches.") @Nullable
        PlaceId place) {

    /** Of nobody's committee: the account's right reaches as far as its role's. */
    public Actor(AccountId account, Role role, @Nullable EnterpriseId enterprise, @Nullable UnitId unit) {
        this(account, role, enterprise, unit, null, null);
    }

    /** The system itself, where time is the cause. */
    public static final Actor SYSTEM = new Actor(new AccountId("system"), Role.SYSTEM, null, null);

    /** How much of the district the account's right reaches. */
    public Jurisdiction jurisdiction() {
        return new Jurisdiction(chain, place);
    }
}
