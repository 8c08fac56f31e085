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
        Boolean onlyWhenAsked,

        @About("How long a unit may object to a dispatch; absent: as long as it has not accepted.") @Nullable
        ObjectionWindow objectionsWithin) {

    public static final String CE_TYPE = "zhuqi.rule.policy-announced.v1";

    /** One that every ticket has whose item asks for no other, and that sets objections no time. */
    public PolicyAnnounced(String policyVersion, @Nullable DistrictId district, Instant effectiveFrom) {
        this(policyVersion, district, effectiveFrom, null, null);
    }

    @About("How long a unit may object, counted along the working calendar of its district.")
    public record ObjectionWindow(
            @About("The time, such as 1 working day.") @Text(max = 60)
            String within,

            @About(
                    "EXACT, or NEXT_DAY: the day of the dispatch does not count, and the last one counts to the close of business.")
            @Text(max = 20)
            String counted) {}
}
