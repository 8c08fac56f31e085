package org.zhuqi.contracts.rule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.schema.About;
import org.zhuqi.contracts.schema.Text;

/** From when on which version of the timeliness policy is frozen onto new tickets. */
@About("From when on which version of the timeliness policy is frozen onto new tickets.")
public record PolicyAnnounced(
        @About("The policy and its version, such as 135-staged@1.") @Text(max = 100)
        String policyVersion,

        @About("The district; absent for those that have no policy of their own.") @Nullable
        DistrictId district,

        @About("Tickets submitted from then on.") Instant effectiveFrom,

        @About("True if only tickets whose item asks for it have it; absent: every ticket that asks for no other.")
        @Nullable
        Boolean onlyWhenAsked) {

    /** One that every ticket has whose item asks for no other. */
    public PolicyAnnounced(String policyVersion, @Nullable DistrictId district, Instant effectiveFrom) {
        this(policyVersion, district, effectiveFrom, null);
    }

    public static final String CE_TYPE = "zhuqi.rule.policy-announced.v1";
}
