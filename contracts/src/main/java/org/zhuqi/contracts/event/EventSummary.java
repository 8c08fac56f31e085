package org.zhuqi.contracts.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.schema.About;
import org.zhuqi.contracts.schema.Text;

/** One event in a line: enough to say what changed. */
@About("One event in a line: enough to say what changed.")
public record EventSummary(
        @About("Its number in the ticket.") long sequence,

        @About("Its name, such as 'dispatched'.") @Text(max = 64)
        String event,

        @About("In which role it was caused.") Role by,
        @About("When it happened.") Instant occurredAt,

        @About("The unit of whoever caused it, if it acts for one.") @Nullable
        UnitId unit) {}
