package org.zhuqi.contracts.dispatch;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.schema.About;
import org.zhuqi.contracts.schema.Text;

/** What a meeting decided (议定事项): who does what until when. */
@About("What a meeting decided: who does what until when.")
public record MeetingDecision(
        @About("Its number in the meeting, which a correction keeps and no other decision ever gets.")
        int number,

        @About("The ticket of the agenda that it is about.") @Nullable
        TicketId ticket,

        @About("What was decided.") @Text(max = 2000) String text,
        @About("The unit that does it.") UnitId unit,

        @About("The last day for it.") @Nullable LocalDate due,

        @About("What the ticket's enterprise may read of it.") @Nullable @Text(max = 2000)
        String publicText) {}
