package org.zhuqi.contracts.dispatch;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.schema.About;
import org.zhuqi.contracts.schema.Items;
import org.zhuqi.contracts.schema.Text;

/** 共性问题: several tickets of several enterprises that have one cause. */
public sealed interface CommonProblemEvent extends DispatchEvent {

    @About("A common problem was opened.")
    record CommonProblemOpened(
            @About("What it is about, as enterprises may read it.") @Text(max = 120)
            String title,

            @About("What is known of it, as enterprises may read it.") @Text(max = 5000)
            String description,

            @About("True if the enterprises of the district may see it and join it.")
            boolean published,

            @Items(max = 200) @About("The tickets in it.") List<TicketId> tickets)
            implements CommonProblemEvent {}

    @About("What is said of a common problem was changed: all of it, as it is now.")
    record CommonProblemChanged(
            @About("What it is about, as enterprises may read it.") @Text(max = 120)
            String title,

            @About("What is known of it, as enterprises may read it.") @Text(max = 5000)
            String description,

            @About("True if the enterprises of the district may see it and join it.")
            boolean published)
            implements CommonProblemEvent {}

    @About("A ticket was added to a common problem.")
    record CommonProblemTicketAdded(@About("The ticket.") TicketId ticket) implements CommonProblemEvent {}

    @About("A ticket was taken out of a common problem: it is about something else.")
    record CommonProblemTicketRemoved(@About("The ticket.") TicketId ticket) implements CommonProblemEvent {}

    @About("An enterprise joined a published common problem with a ticket of its own.")
    record CommonProblemJoined(
            @About("The enterprise.") EnterpriseId enterprise,
            @About("Its ticket.") TicketId ticket) implements CommonProblemEvent {}

    @About("A common problem was closed.")
    record CommonProblemClosed(
            @About("What came of it, as enterprises may read it.") @Text(max = 5000)
            String outcome,

            @Items(max = 200) @About("The tickets to whose enterprises it was told.") @Nullable
            List<TicketId> told)
            implements CommonProblemEvent {}
}
