package org.zhuqi.intake.importing;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.CallChoice;
import org.zhuqi.contracts.EscalationLevel;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Edge;
import org.zhuqi.contracts.lifecycle.Guard;
import org.zhuqi.contracts.lifecycle.TicketState;

/**
 * A ticket as far as a plan must know it: its state and what the guards of the table ask for. The engine has the last
 * word; this only keeps an import from sending what is refused for certain.
 */
final class TicketShadow {
    private TicketState state = TicketState.NEW;
    private Instant since = Instant.MIN;
    private @Nullable EnterpriseId enterprise;
    private @Nullable UnitId lead;
    private Set<UnitId> assistants = Set.of();
    private @Nullable AccountId handler;
    private boolean objectionOverruled;
    private TicketState mergedFrom = TicketState.NEW;
    private boolean extensionPending;
    private boolean hard;
    private boolean rated;
    private boolean appealed;
    private boolean bestPlan;
    private @Nullable EscalationLevel escalation;

    TicketShadow() {}

    private TicketShadow(TicketShadow other) {
        state = other.state;
        since = other.since;
        enterprise = other.enterprise;
        lead = other.lead;
        assistants = other.assistants;
        handler = other.handler;
        objectionOverruled = other.objectionOverruled;
        mergedFrom = other.mergedFrom;
        extensionPending = other.extensionPending;
        hard = other.hard;
        rated = other.rated;
        appealed = other.appealed;
        bestPlan = other.bestPlan;
        escalation = other.escalation;
    }

    TicketShadow copy() {
        return new TicketShadow(this);
    }

    TicketState state() {
        return state;
    }

    /** When it came into its state; without meaning in state NEW. */
    Instant since() {
        return since;
    }

    Optional<EnterpriseId> enterprise() {
        return Optional.ofNullable(enterprise);
    }

    Optional<UnitId> lead() {
        return Optional.ofNullable(lead);
    }

    /** Whether the guard lets the command pass. */
    boolean allows(Guard guard, TicketCommand command) {
        return switch (guard) {
            // The other ticket is not in sight here; the engine looks at it.
            case MERGES_INTO_ANOTHER_LIVE_TICKET -> true;
            case THE_FIRST_CLAIM_TAKES_IT -> !bestPlan;
            case THE_BEST_PLAN_IS_CHOSEN -> bestPlan;
            // The engine looks at what these ask; of assistants it asks nothing of a history.
            case THE_CALL_IS_STILL_OPEN,
                    ITS_UNIT_HAS_CLAIMED,
                    THE_CHOSEN_UNIT_HAS_CLAIMED,
                    THE_PARTS_FIT,
                    THE_MILESTONE_IS_STILL_TO_REACH,
                    ITS_PART_IS_OPEN,
                    EVERY_ASSISTANT_HAS_SIGNED_OFF,
                    AN_ENTERPRISE_HAS_ITS_ANSWER -> true;
            // The planner gives a claiming handler the unit that claims.
            case CLAIMS_FOR_ITS_OWN_UNIT -> true;
            case NO_OBJECTION_AFTER_AN_OVERRULE -> !objectionOverruled;
            // Calendars and policies are not in sight here either.
            case THE_TIME_FOR_OBJECTIONS_IS_NOT_OVER -> true;
            case NAMES_ANOTHER_UNIT ->
                !(command instanceof TicketCommand.Redispatch redispatch)
                        || !redispatch.lead().equals(lead);
            case UNIT_IS_NOT_YET_INVOLVED ->
                !(command instanceof TicketCommand.AddAssistant adding)
                        || !(adding.unit().equals(lead) || assistants.contains(adding.unit()));
            case HANDLER_IS_ANOTHER_PERSON ->
                !(command instanceof TicketCommand.ChangeHandler change)
                        || !change.handler().equals(handler);
            case NO_EXTENSION_IS_PENDING -> !extensionPending;
            case AN_EXTENSION_IS_PENDING -> extensionPending;
            case THE_LEVEL_IS_ABOVE_THE_PRESENT_ONE ->
                escalation == null
                        || !(command instanceof TicketCommand.Escalate escalate)
                        || escalate.level().compareTo(escalation) > 0;
            case NOT_YET_HARD -> !hard;
            case AN_UNSOLVED_ANSWER_SAYS_WHY ->
                !(command instanceof TicketCommand.Answer answer)
                        || answer.reason() != null
                        || !(answer.outcome() == AnswerOutcome.UNSOLVED || answer.outcome() == AnswerOutcome.PARTLY);
            case NOT_YET_RATED -> !rated;
            case APPEALS_ONCE -> !appealed;
            case CAME_FROM_SUBMITTED -> mergedFrom == TicketState.SUBMITTED;
            case CAME_FROM_DISPATCHED -> mergedFrom == TicketState.DISPATCHED;
            case CAME_FROM_IN_PROGRESS -> mergedFrom == TicketState.IN_PROGRESS;
        };
    }

    /** Moves along an edge of the table. */
    void apply(Edge edge, TicketCommand command, AccountId sender, Instant time) {
        switch (command) {
            case TicketCommand.Submit submit -> enterprise = submit.enterprise();
            case TicketCommand.Dispatch dispatch -> lead(dispatch.lead(), dispatch.assistants());
            case TicketCommand.Redispatch redispatch -> lead(redispatch.lead(), redispatch.assistants());
            case TicketCommand.Claim claim -> {
                if (edge.to() != TicketState.OPEN_CALL) {
                    lead(claim.unit(), null);
                    handler = sender;
                }
            }
            case TicketCommand.ChooseClaim choice -> lead(choice.unit(), null);
            case TicketCommand.Accept accept -> handler = accept.handler() == null ? sender : accept.handler();
            case TicketCommand.ChangeHandler change -> handler = change.handler();
            case TicketCommand.AddAssistant adding -> {
                Set<UnitId> more = new HashSet<>(assistants);
                more.add(adding.unit());
                assistants = Set.copyOf(more);
            }
            case TicketCommand.Publish publish -> bestPlan = publish.choice() == CallChoice.BEST_PLAN;
            case TicketCommand.Uphold uphold -> lead(null, null);
            case TicketCommand.Overrule overrule -> objectionOverruled = true;
            case TicketCommand.RequestExtension request -> extensionPending = true;
            case TicketCommand.GrantExtension grant -> extensionPending = false;
            case TicketCommand.RefuseExtension refusal -> extensionPending = false;
            case TicketCommand.Answer answer -> extensionPending = false;
            case TicketCommand.Escalate escalate -> escalation = escalate.level();
            case TicketCommand.MarkHard mark -> hard = true;
            case TicketCommand.Rate rate -> rated = true;
            case TicketCommand.Dispute dispute -> rated = false;
            case TicketCommand.Appeal appeal -> appealed = true;
            case TicketCommand.Merge merge -> mergedFrom = edge.from();
            case TicketCommand.Reopen reopen -> {
                rated = false;
                lead(reopen.lead() == null ? lead : reopen.lead(), List.copyOf(assistants));
            }
            case TicketCommand.Amend amend -> {}
            case TicketCommand.TakeBackClaim back -> {}
            case TicketCommand.SignOff part -> {}
            case TicketCommand.RelayAnswer answer -> {}
            case TicketCommand.Decline decline -> {}
            case TicketCommand.Withdraw withdraw -> {}
            case TicketCommand.RaiseObjection objection -> {}
            case TicketCommand.RecordProgress progress -> {}
            case TicketCommand.Suspend suspend -> {}
            case TicketCommand.Resume resume -> {}
            case TicketCommand.ProvideInformation information -> {}
            case TicketCommand.Confirm confirm -> {}
            case TicketCommand.Close close -> {}
            case TicketCommand.Unmerge unmerge -> {}
        }
        if (state != edge.to()) {
            state = edge.to();
            since = time;
        }
    }

    /** A new lead begins with a clean sheet. */
    private void lead(@Nullable UnitId unit, @Nullable List<UnitId> helpers) {
        if (unit == null || !unit.equals(lead)) {
            objectionOverruled = false;
        }
        lead = unit;
        assistants = helpers == null ? Set.of() : Set.copyOf(helpers);
        handler = null;
        extensionPending = false;
    }
}
