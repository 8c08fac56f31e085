package org.zhuqi.contracts.lifecycle;

/**
 * The conditions that the table puts on an edge beyond state, role and scope. The engine implements each as a pure
 * function with its refusal sentence; here they are only named, so that everybody reads the same table.
 */
public enum Guard {
    MERGES_INTO_ANOTHER_LIVE_TICKET("the target is another ticket of the district that can still be worked on"),
    CLAIMS_FOR_ITS_OWN_UNIT("the claimant is the handler's own unit"),
    NO_OBJECTION_AFTER_AN_OVERRULE("no objection of this unit was overruled before"),
    THE_TIME_FOR_OBJECTIONS_IS_NOT_OVER(
            "the policy's time for objections, counted from the dispatch to this unit, is not over"),
    NAMES_ANOTHER_UNIT("the new lead is not the present one"),
    UNIT_IS_NOT_YET_INVOLVED("the unit is neither lead nor assistant yet"),
    HANDLER_IS_ANOTHER_PERSON("the new handler is not the present one"),
    NO_EXTENSION_IS_PENDING("no extension request is waiting for an answer"),
    AN_EXTENSION_IS_PENDING("an extension request is waiting for an answer"),
    THE_LEVEL_IS_ABOVE_THE_PRESENT_ONE("the level is above the present one"),
    NOT_YET_HARD("the ticket is not on the hard-problem list yet"),
    AN_UNSOLVED_ANSWER_SAYS_WHY("an answer with outcome UNSOLVED or PARTLY gives the reason"),
    NOT_YET_RATED("this round of the ticket has no rating yet"),
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
