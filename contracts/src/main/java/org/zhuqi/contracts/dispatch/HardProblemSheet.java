package org.zhuqi.contracts.dispatch;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.EscalationLevel;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.schema.About;
import org.zhuqi.contracts.schema.Items;
import org.zhuqi.contracts.schema.Text;

/** What stands on the district's list for a hard problem. */
@About("What stands on the district's list for a hard problem.")
public record HardProblemSheet(
        @About("What it is about, in one line.") @Text(max = 120)
        String title,

        @About("What makes it hard.") @Text(max = 2000) String difficulty,

        @Items(max = 100) @About("The tickets that wait for it.")
        List<TicketId> tickets,

        @Items(max = 100) @About("The enterprises of these tickets.")
        List<EnterpriseId> enterprises,

        @About("The leader who answers for it, by account.") @Nullable
        AccountId leader,

        @About("The unit that leads.") @Nullable UnitId leadUnit,

        @About("The day until which it shall be solved.") @Nullable
        LocalDate targetOn,

        @About("Who looks after it.") @Nullable EscalationLevel level,

        @About("The industry chain that it is about.") @Nullable
        ChainId chain,

        @About("The town or park that it is about.") @Nullable
        PlaceId place) {}
