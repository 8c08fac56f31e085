package org.zhuqi.contracts.trial;

import java.util.List;
import org.zhuqi.contracts.clock.ClockReading;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.TrialId;
import org.zhuqi.contracts.schema.About;
import org.zhuqi.contracts.schema.Items;

/** Some of the tickets of a trial, with the clocks that they would have. */
@About("Some of the tickets of a trial, with the clocks that they would have.")
public record TrialReadings(
        @About("The trial, also the record's key.") TrialId trial,

        @Items(max = 200)
        @About("In the order of their submission; a ticket that comes again takes the place of what came before.")
        List<TicketReading> tickets)
        implements TrialAnswer {

    /** One ticket under the policy that is tried. */
    @About("One ticket under the policy that is tried.")
    public record TicketReading(
            @About("The ticket.") TicketId ticketId,
            @About("What people call the ticket.") TicketNumber number,

            @Items(max = 500) @About("Every clock that the ticket would ever have had.")
            List<ClockReading> clocks) {}
}
