package org.zhuqi.metrics.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.SubjectKind;
import org.zhuqi.contracts.dispatch.DispatchMessage;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.platform.projection.BrokenHistoryException;

/**
 * All that the figures know of something that dispatch looks after beside tickets: how it stood from which instant on. A fold of
 * its own events and nothing else.
 *
 * @param version the sequence of the last event that is counted in
 * @param at when the last event happened, in microseconds since 1970; what was recorded later counts as no earlier
 * @param standings in the order in which they were told; a part's last one has no end
 */
public record SubjectStory(
        SubjectKind kind, DistrictId district, long version, long at, List<SubjectStanding> standings) {
    public SubjectStory {
        standings = List.copyOf(standings);
    }

    /** @throws BrokenHistoryException if the message cannot follow what is there */
    public static SubjectStory after(@Nullable SubjectStory before, DispatchMessage<?> message) {
        return new SubjectSteps(before, message).story();
    }
}
