package org.zhuqi.contracts.dispatch;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.RemovalGround;
import org.zhuqi.contracts.ReviewResult;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.schema.About;
import org.zhuqi.contracts.schema.Text;

/** 重难点问题: on the district's list until each is written off (销号). */
public sealed interface HardProblemEvent extends DispatchEvent {

    @About("A hard problem came onto the district's list.")
    record HardProblemListed(@About("What stands there.") HardProblemSheet sheet) implements HardProblemEvent {}

    @About("What stands on the list for a hard problem changed: all of it, as it is now.")
    record HardProblemChanged(@About("What stands there.") HardProblemSheet sheet) implements HardProblemEvent {}

    @About(
            "A hard problem got its result in a round of reviews; a second one in the same round takes the place of the first.")
    record HardProblemReviewed(
            @About("The round's number in the district.") int round,
            @About("What came of it.") ReviewResult result,
            @About("What was said.") @Text(max = 2000) String said,

            @About("What comes next.") @Nullable @Text(max = 2000)
            String next,

            @About("The unit that does it.") @Nullable UnitId unit,
            @About("Until when.") @Nullable LocalDate until)
            implements HardProblemEvent {}

    @About("销号: a hard problem is solved and off the list.")
    record HardProblemWrittenOff(
            @About("How it was solved.") @Text(max = 5000) String how,

            @About("What shows that it is.") @Nullable @Text(max = 5000)
            String evidence,

            @About("Whether its enterprises said so themselves.")
            boolean confirmedByEnterprise,

            @About("Why although a ticket of it is neither solved nor partly solved.") @Nullable @Text(max = 2000)
            String despite)
            implements HardProblemEvent {}

    @About("A hard problem is back on the list.")
    record HardProblemRelisted(
            @About("Why.") @Text(max = 2000) String reason) implements HardProblemEvent {}

    @About("A hard problem left the list without being solved. It is still shown and counted.")
    record HardProblemRemoved(
            @About("On what ground.") RemovalGround ground,
            @About("Who approved.") AccountId approver,
            @About("Why.") @Text(max = 2000) String reason)
            implements HardProblemEvent {}
}
