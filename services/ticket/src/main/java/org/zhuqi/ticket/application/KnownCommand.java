package org.zhuqi.ticket.application;

import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.command.CommandOutcome;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.platform.messaging.StoredEvent;

/** A command that was decided before, with what came of it. */
public sealed interface KnownCommand {
    TicketId ticketId();

    @Nullable
    String fingerprint();

    record Accepted(StoredEvent event, @Nullable String fingerprint) implements KnownCommand {
        @Override
        public TicketId ticketId() {
            return event.ticketId();
        }
    }

    /** @param by who had sent it */
    record Refused(
            CommandOutcome outcome, AccountId by, @Nullable String fingerprint) implements KnownCommand {
        @Override
        public TicketId ticketId() {
            return outcome.ticketId();
        }
    }
}
