package org.zhuqi.metrics.application;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.metrics.domain.Exclusion;

/** Which tickets are left out of the figures, with approval. */
public interface KnownExclusions {
    /**
     * Until the transaction ends none begins and none ends. To be called before any ticket is locked: who approves waits here for
     * those that gather facts, so that a ticket of which a build writes its first row meanwhile isn't missed by both.
     */
    void hold();

    /** Of these tickets, in order; none for those that never were left out. */
    Map<TicketId, List<Exclusion>> of(Collection<TicketId> tickets);
}
