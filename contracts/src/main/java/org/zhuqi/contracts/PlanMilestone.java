package org.zhuqi.contracts;

import java.time.LocalDate;
import org.zhuqi.contracts.schema.About;
import org.zhuqi.contracts.schema.Text;

/** A step of a plan with which an open call is claimed. Milestones are counted from 1 in the order of the plan. */
@About("A step of a plan with which an open call is claimed.")
public record PlanMilestone(
        @About("What will be there then.") @Text(max = 200) String title,
        @About("The day on which it is due.") LocalDate due) {}
