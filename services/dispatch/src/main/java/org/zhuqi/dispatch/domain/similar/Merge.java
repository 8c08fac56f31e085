package org.zhuqi.dispatch.domain.similar;

import java.time.Instant;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.TicketId;

/**
 * A ticket is merged into another now.
 *
 * @param sequence of the event that merged it: merged again, it has another one
 */
public record Merge(TicketId ticket, TicketId into, DistrictId district, long sequence, Instant since) {}
