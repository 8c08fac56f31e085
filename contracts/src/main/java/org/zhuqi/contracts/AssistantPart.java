package org.zhuqi.contracts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.schema.About;
import org.zhuqi.contracts.schema.Text;

/** What one assisting unit (协办) is asked to do. */
@About("What one assisting unit (协办) is asked to do.")
public record AssistantPart(
        @About("The unit.") UnitId unit,

        @About("Its part of the work.") @Nullable @Text(max = 2000)
        String part,

        @About(
                "The day on which its part is due, at the close of business; the policy's time for assistants if not said.")
        @Nullable
        LocalDate due) {}
