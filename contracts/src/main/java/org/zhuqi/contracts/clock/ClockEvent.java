package org.zhuqi.contracts.clock;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.WarningLevel;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.schema.About;
import org.zhuqi.contracts.schema.Items;
import org.zhuqi.contracts.schema.Text;

/** What happens to the clocks of a ticket. */
public sealed interface ClockEvent {

    @About("The clocks of the ticket after a step of it, or after a change of the working calendar: all of them, anew.")
    record ClocksChanged(
            @Items(max = 500) @About("Every clock that the ticket ever had.")
            List<ClockReading> clocks) implements ClockEvent {}

    @About("A step of the warning ladder was reached.")
    record ClockWarned(
            @About("The clock.") @Text(max = 120) String clock,

            @About("The stage of the policy.") @Text(max = 40)
            String stage,

            @About("The stage in Chinese.") @Text(max = 40) String stageZh,
            @About("Whose time it measures.") ClockScope scope,

            @About("Who is warned; absent while no unit has the ticket.") @Nullable
            UnitId unit,

            @About("How loudly.") WarningLevel level,

            @About("The step as the policy writes it, such as '80%' or '1 working day after'.") @Text(max = 60)
            String step,

            @About("The due date that counts.") Instant due)
            implements ClockEvent {}

    @About("A due date passed.")
    record ClockBreached(
            @About("The clock.") @Text(max = 120) String clock,

            @About("The stage of the policy.") @Text(max = 40)
            String stage,

            @About("The stage in Chinese.") @Text(max = 40) String stageZh,
            @About("Whose time it measures.") ClockScope scope,

            @About("Who had the ticket; absent while no unit has it.") @Nullable
            UnitId unit,

            @About("The due date that passed.") Instant due)
            implements ClockEvent {}
}
