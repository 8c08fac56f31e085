package org.zhuqi.contracts.lifecycle;

/**
 * The conditions that the table puts on an edge beyond state, role and scope. The engine implements each as a pure
 * function with its refusal sentence; here they are only named, so that everybody reads the same table.
 */
public enum Guard {
    MERGES_INTO_ANOTHER_LIVE_TICKET("the target is another ticket of the district that can still be worked on"),
    THE_FIRST_CLAIM_TAKES_IT("the call goes to whoever claims first"),
    THE_BEST_PLAN_IS_CHOSEN("the call goes to the best plan"),
    CLAIMS_FOR_ITS_OWN_UNIT("the claimant is the handler's own unit"),
    THE_CALL_IS_STILL_OPEN("the last day of the call is not over"),
    ITS_UNIT_HAS_CLAIMED("the handler's own unit has claimed"),
    THE_CHOSEN_UNIT_HAS_CLAIMED("the chosen unit has claimed"),
    THE_PARTS_FIT("no unit has two parts, the lead has none, and 20 units assist at most"),
    NO_OBJECTION_AFTER_AN_OVERRULE("no objection of this unit was overruled before"),
    THE_TIME_FOR_OBJECTIONS_IS_NOT_OVER(
            "the policy's time for objections, counted from the dispatch to this unit, is not over"),
    NAMES_ANOTHER_UNIT("the new lead is not the present one"),
    THE_MILESTONE_IS_STILL_TO_REACH("a milestone that is named belongs to the plan and was not reached before"),
    UNIT_IS_NOT_YET_INVOLVED("the unit is neither lead nor assistant yet"),
    ITS_PART_IS_OPEN("the handler's own unit has not signed off in this round"),
    HANDLER_IS_ANOTHER_PERSON("the new handler is not the present one"),
    NO_EXTENSION_IS_PENDING("no extension request is waiting for an answer"),
    AN_EXTENSION_IS_PENDING("an extension request is waiting for an answer"),
    THE_LEVEL_IS_ABOVE_THE_PRESENT_ONE("the level is above the present one"),
    NOT_YET_HARD("the ticket is not on the hard-problem list yet"),
    AN_UNSOLVED_ANSWER_SAYS_WHY("an answer with outcome UNSOLVED or PARTLY gives the reason"),
    EVERY_ASSISTANT_HAS_SIGNED_OFF(
            "every assistant has signed off in this round, or the answer says why it does not wait"),
    NOT_YET_RATED("this round of the ticket has no rating yet"),
    AN_ENTERPRISE_HAS_ITS_ANSWER("an enterprise itself un-merges only after an answer was relayed to it"),
    APPEALS_ONCE("the ticket was not appealed before"),
    CAME_FROM_SUBMITTED("it was merged while SUBMITTED"),
    CAME_FROM_DISPATCHED("it was merged while DISPATCHED"),
    CAME_FROM_IN_PROGRESS("it was merged while IN_PROGRESS");

    private final String meaning;

    Guard(String meaning) {
        this.meaning = meaning;
    }

    public String meaning() {
        return meaning;
    }
}
