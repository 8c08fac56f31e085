package org.zhuqi.contracts.trial;

import java.time.Instant;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.TrialId;
import org.zhuqi.contracts.schema.About;
import org.zhuqi.contracts.schema.Text;

/** What would the clocks of these tickets have been under this policy? On {@link org.zhuqi.contracts.Topics#TRIALS}. */
@About("What would the clocks of these tickets have been under this policy?")
public record TrialAsked(
        @About("The trial, also the record's key. Asked again, it is answered again.")
        TrialId trial,

        @About("The district whose tickets they are.") DistrictId district,
        @About("Tickets submitted from then on.") Instant submittedFrom,
        @About("Tickets submitted before then.") Instant submittedTo,

        @About("A policy that was published for the district or for all, such as 135-tiered@1.") @Text(max = 100)
        String policyVersion)
        implements TrialMessage {}
