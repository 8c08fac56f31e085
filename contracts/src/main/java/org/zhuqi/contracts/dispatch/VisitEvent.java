package org.zhuqi.contracts.dispatch;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.schema.About;
import org.zhuqi.contracts.schema.Items;
import org.zhuqi.contracts.schema.Text;

/** 走访: officers visit an enterprise. One visit is one, however many departments came along. */
public sealed interface VisitEvent extends DispatchEvent {

    @About("A visit was written down, or what was written down was put right: all of it, as it is now.")
    record VisitRecorded(
            @About("Who was visited.") EnterpriseId enterprise,
            @About("On which day.") LocalDate visitedOn,

            @Items(max = 50) @About("The officers who came.")
            List<AccountId> officers,

            @Items(max = 50) @About("The units that came along.")
            List<UnitId> units,

            @About("What for.") @Nullable @Text(max = 500) String purpose,

            @About("What was seen and said.") @Nullable @Text(max = 5000)
            String findings,

            @Items(max = 50) @About("The tickets that were filed for what was found.")
            List<TicketId> tickets)
            implements VisitEvent {}

    @About("A visit was struck out: it was written down by mistake.")
    record VisitStruckOut(@About("Why.") @Text(max = 500) String reason) implements VisitEvent {}
}
