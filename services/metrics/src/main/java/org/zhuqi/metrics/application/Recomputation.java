package org.zhuqi.metrics.application;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.TrialId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.platform.security.Caller;

/**
 * Figures of the past, counted anew under another definition or policy.
 *
 * @param id also the trial's, where a policy is tried
 * @param jurisdiction the part of the district to which the right of the one who asked is narrowed
 * @param sentence why there is no answer; null unless it was refused or failed
 * @param answer null until it is done
 */
public record Recomputation(
        TrialId id,
        DistrictId district,
        Jurisdiction jurisdiction,
        AccountId account,
        Instant askedAt,
        RecomputationTerms terms,
        State state,
        @Nullable Sentence sentence,
        Progress progress,
        @Nullable Instant endedAt,
        @Nullable Comparison answer) {

    public enum State {
        /** Nothing has been answered to the trial yet. */
        ASKED,
        WORKING,
        DONE,
        /** There is no such policy for the district, or a ticket that it cannot be tried on. */
        REFUSED,
        FAILED
    }

    /**
     * How far it is.
     *
     * @param tickets that there are to try, as it looked when it was asked
     * @param told of which the other clocks are known
     * @param compared of which it is worked out how they would stand
     */
    public record Progress(long tickets, long told, long compared) {
        public static final Progress NONE = new Progress(0, 0, 0);
    }

    /** Whether it counts nothing but what the caller may see. */
    public boolean isShownTo(Caller caller) {
        return district.equals(caller.district())
                && caller.jurisdiction().covers(jurisdiction.chain(), jurisdiction.place());
    }

    public Scope scope() {
        return new Scope(Set.of(district), jurisdiction, Map.of());
    }
}
