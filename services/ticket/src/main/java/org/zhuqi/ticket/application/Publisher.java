package org.zhuqi.ticket.application;

import java.util.List;
import org.zhuqi.contracts.command.CommandOutcome;
import org.zhuqi.platform.messaging.StoredEvent;

/** Tells the world what was committed. */
public interface Publisher {

    /**
     * Returns once everything is acknowledged.
     *
     * @throws RuntimeException if something is not; the commands then come again and all of it is published again
     */
    void publish(List<StoredEvent> events, List<CommandOutcome> outcomes, List<DeadLetter> letters);
}
