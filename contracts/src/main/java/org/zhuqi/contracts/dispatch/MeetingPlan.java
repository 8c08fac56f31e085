package org.zhuqi.contracts.dispatch;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.MeetingKind;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.schema.About;
import org.zhuqi.contracts.schema.Items;
import org.zhuqi.contracts.schema.Text;

/** What a meeting is about, when and where, and who is asked to come. */
@About("What a meeting is about, when and where, and who is asked to come.")
public record MeetingPlan(
        @About("What kind of meeting.") MeetingKind kind,
        @About("Its title.") @Text(max = 120) String title,

        @About("Where it is.") @Nullable @Text(max = 200) String place,

        @About("When it begins.") Instant startsAt,
        @About("When it ends.") Instant endsAt,
        @About("Who chairs it.") @Nullable AccountId chair,

        @Items(max = 100) @About("The tickets it is about, in the order of the agenda.")
        List<TicketId> agenda,

        @About("The common problem (共性问题) whose tickets they are.") @Nullable
        SubjectId commonProblem,

        @Items(max = 50) @About("The units that are asked to come.")
        List<UnitId> units,

        @Items(max = 100) @About("The persons who are asked to come, by account.")
        List<AccountId> accounts,

        @Items(max = 50) @About("The enterprises that are asked to come.")
        List<EnterpriseId> enterprises) {}
