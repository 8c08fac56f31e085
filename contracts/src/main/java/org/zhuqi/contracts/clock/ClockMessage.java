package org.zhuqi.contracts.clock;

import java.time.Instant;
import org.zhuqi.contracts.TicketMessage;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.schema.About;
import org.zhuqi.contracts.schema.Text;

/** An event of a ticket's clocks, as it stands on {@link org.zhuqi.contracts.Topics#CLOCKS}. Its type is the {@code ce_type} header. */
@About("An event of a ticket's clocks. Its type is the ce_type header.")
public record ClockMessage<E extends ClockEvent>(
        @About("The ticket, also the record's key.") TicketId ticketId,
        @About("What people call the ticket.") TicketNumber number,

        @About(
                "The event's number among those of the ticket's clocks: 1, 2, 3 without gaps. A known one changes nothing.")
        long sequence,

        @About("The district.") DistrictId district,

        @About("The ticket's version that is counted in.") long ticketVersion,

        @About("The timeliness policy that holds for the ticket.") @Text(max = 100)
        String policyVersion,

        @About("The working calendar by which was counted.") @Text(max = 100)
        String calendarVersion,

        @About("When it happened: for a warning or a breach the instant for which it was due.")
        Instant occurredAt,

        @About("When it was recorded here.") Instant recordedAt,
        @About("What happened.") E event)
        implements TicketMessage {

    public ClockEventType type() {
        return ClockEventType.of(event);
    }
}
