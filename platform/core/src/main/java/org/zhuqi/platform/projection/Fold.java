package org.zhuqi.platform.projection;

import org.zhuqi.contracts.TicketMessage;
import org.zhuqi.contracts.id.TicketId;

/** What a batch makes of what was there before. */
public interface Fold<M extends TicketMessage> {
    /** The number of the ticket's last message that is counted in; 0 if there is none. */
    long version(TicketId ticket);

    /**
     * Counts in the ticket's next message.
     *
     * @throws BrokenHistoryException if it cannot follow what is there
     */
    void apply(M message);
}
