package org.zhuqi.contracts.dispatch;

import java.util.List;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.schema.About;
import org.zhuqi.contracts.schema.Items;
import org.zhuqi.contracts.schema.Text;

/** What was said and decided in a meeting, and who was there. */
@About("What was said and decided in a meeting, and who was there.")
public record MeetingMinutes(
        @About("The minutes, for the administration.") @Text(max = 10_000)
        String text,

        @Items(max = 50) @About("The units that came.") List<UnitId> units,

        @Items(max = 100) @About("The persons who came, by account.")
        List<AccountId> accounts,

        @Items(max = 50) @About("The enterprises that came.")
        List<EnterpriseId> enterprises,

        @Items(max = 50) @About("What was decided.") List<MeetingDecision> decisions) {}
