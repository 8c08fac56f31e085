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

        @About("Tickets submitted from then on.") Instant effectiveFrom) {

    public static final String CE_TYPE = "zhuqi.rule.policy-announced.v1";
}
