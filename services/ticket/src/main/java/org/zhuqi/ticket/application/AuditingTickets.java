package org.zhuqi.ticket.application;

import java.util.Optional;
import org.zhuqi.platform.security.Caller;

/** Looks through the log of one ticket, for whoever may see it. */
public interface AuditingTickets {
    /** @return empty if there is no such ticket, or none that the caller may know of */
    Optional<AuditedTicket> audit(Caller caller, String idOrNumber);
}
