package org.zhuqi.intake.application;

import java.util.stream.Stream;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.TicketId;

/**
 * An attachment in an event of a ticket.
 *
 * @param sequence of the event
 * @param internal for the administration alone
 */
public record AttachmentUse(String attachment, TicketId ticket, long sequence, boolean internal) {
    static Stream<AttachmentUse> in(EventMessage<?> message) {
        boolean internal = message.event() instanceof TicketEvent.ProgressRecorded progress && progress.internal();
        return AttachmentLists.in(message.event()).stream()
                .map(attachment ->
                        new AttachmentUse(attachment.id(), message.ticketId(), message.sequence(), internal));
    }
}
