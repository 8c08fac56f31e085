package org.zhuqi.metrics.application;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.metrics.domain.Exclusion;

/** Which tickets are left out of the figures, with approval. */
@FunctionalInterface
public interface KnownExclusions {
    /** Of these tickets; none for those that never were left out. */
    Map<TicketId, List<Exclusion>> of(Collection<TicketId> tickets);
}
