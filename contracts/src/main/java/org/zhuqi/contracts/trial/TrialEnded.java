package org.zhuqi.contracts.trial;

import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.TrialId;
import org.zhuqi.contracts.schema.About;

/** The last word on a trial. */
@About("The last word on a trial.")
public record TrialEnded(
        @About("The trial, also the record's key.") TrialId trial,

        @About("How many tickets there were, each of which was told; 0 if it was refused.")
        long tickets,

        @About("Why there is no answer; what was told before it does not count. Absent if all was answered.") @Nullable
        Sentence refusal)
        implements TrialAnswer {}
