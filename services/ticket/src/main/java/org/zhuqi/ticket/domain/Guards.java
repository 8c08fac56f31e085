package org.zhuqi.ticket.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.AssistantPart;
import org.zhuqi.contracts.CallChoice;
import org.zhuqi.contracts.EscalationLevel;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.command.CommandOutcome.Refusal;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Guard;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;

/** The guards of the table: pure functions of the ticket and the command, evaluated before the state machine moves. */
final class Guards {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    /** As many as an event can name. */
    private static final int MOST_ASSISTANTS = 20;

    private Guards() {}

    /** @return why the guard does not hold; empty if it does */
    static Optional<Refusal> check(Guard guard, Ticket ticket, CommandMessage<?> message, Deciding.Given given) {
        return switch (guard) {
            case MERGES_INTO_ANOTHER_LIVE_TICKET -> mergesIntoAnotherLiveTicket(ticket, message, given.others());
            case THE_FIRST_CLAIM_TAKES_IT ->
                unless(isForTheBestPlan(ticket), message, "its coordinator chooses among the claims", "该单由派单员择优选定");
            case THE_BEST_PLAN_IS_CHOSEN ->
                unless(!isForTheBestPlan(ticket), message, "it goes to whoever claims first", "该单先领先办");
            case CLAIMS_FOR_ITS_OWN_UNIT ->
                unless(
                        message.command() instanceof TicketCommand.Claim claim
                                && !claim.unit().equals(message.actor().unit()),
                        message,
                        "a handler claims for its own unit only",
                        "只能以本单位名义领办");
            case THE_CALL_IS_STILL_OPEN -> theCallIsStillOpen(ticket, message, given);
            case ITS_UNIT_HAS_CLAIMED ->
                unless(
                        !hasClaimed(ticket, message.actor().unit()),
                        message,
                        "your unit has not claimed it",
                        "本单位没有申请领办");
            case THE_CHOSEN_UNIT_HAS_CLAIMED ->
                message.command() instanceof TicketCommand.ChooseClaim choose
                        ? unless(
                                !hasClaimed(ticket, choose.unit()),
                                message,
                                "unit " + choose.unit() + " has not claimed it",
                                choose.unit() + " 没有申请领办")
                        : holds();
            case THE_PARTS_FIT ->
                switch (message.command()) {
                    case TicketCommand.Dispatch dispatch -> thePartsFit(Parts.of(dispatch), message);
                    case TicketCommand.Redispatch redispatch -> thePartsFit(Parts.of(redispatch), message);
                    default -> holds();
                };
            case NO_OBJECTION_AFTER_AN_OVERRULE ->
                unless(
                        ticket.objectionOverruled(),
                        message,
                        "an objection of this unit was overruled before",
                        "本单位的退单已被裁定不成立，不能再次退单");
            case THE_TIME_FOR_OBJECTIONS_IS_NOT_OVER -> timeForObjectionsIsNotOver(message, given);
            case NAMES_ANOTHER_UNIT ->
                unless(
                        message.command() instanceof TicketCommand.Redispatch redispatch
                                && redispatch.lead().equals(ticket.lead()),
                        message,
                        "unit " + ticket.lead() + " has it already",
                        "该单已由 " + ticket.lead() + " 主办");
            case THE_MILESTONE_IS_STILL_TO_REACH -> theMilestoneIsStillToReach(ticket, message);
            case UNIT_IS_NOT_YET_INVOLVED ->
                unless(
                        message.command() instanceof TicketCommand.AddAssistant add && ticket.involves(add.unit()),
                        message,
                        "the unit is involved already",
                        "该单位已参与办理");
            case ITS_PART_IS_OPEN ->
                unless(
                        message.actor().unit() != null
                                && ticket.signedOff().contains(message.actor().unit()),
                        message,
                        "your unit has signed off already",
                        "本单位已完成协办");
            case HANDLER_IS_ANOTHER_PERSON ->
                unless(
                        message.command() instanceof TicketCommand.ChangeHandler change
                                && change.handler().equals(ticket.handler()),
                        message,
                        "this person handles it already",
                        "该人员已是经办人");
            case NO_EXTENSION_IS_PENDING ->
                unless(
                        ticket.extensionAskedFor() != null,
                        message,
                        "an earlier request waits for an answer",
                        "已有延期申请待答复");
            case AN_EXTENSION_IS_PENDING ->
                unless(ticket.extensionAskedFor() == null, message, "no extension was asked for", "没有待答复的延期申请");
            case THE_LEVEL_IS_ABOVE_THE_PRESENT_ONE -> levelIsAboveThePresentOne(ticket, message);
            case NOT_YET_HARD -> unless(ticket.hard(), message, "it is on the hard-problem list already", "该单已列为重难点问题");
            case AN_UNSOLVED_ANSWER_SAYS_WHY ->
                unless(
                        message.command() instanceof TicketCommand.Answer answer
                                && (answer.outcome() == AnswerOutcome.UNSOLVED
                                        || answer.outcome() == AnswerOutcome.PARTLY)
                                && isBlank(answer.reason()),
                        message,
                        "an answer that is not wholly solved must give the reason",
                        "未完全解决的办结须说明原因");
            case EVERY_ASSISTANT_HAS_SIGNED_OFF -> everyAssistantHasSignedOff(ticket, message);
            case NOT_YET_RATED -> unless(ticket.rated(), message, "this round is rated already", "本轮办理已评价");
            case AN_ENTERPRISE_HAS_ITS_ANSWER ->
                unless(
                        message.actor().role() == Role.ENTERPRISE && !ticket.answerRelayed(),
                        message,
                        "the answer has not come yet",
                        "尚未收到答复");
            case APPEALS_ONCE -> unless(ticket.appealed(), message, "it was appealed before", "该单已申诉过一次");
            case CAME_FROM_SUBMITTED -> cameFrom(TicketState.SUBMITTED, ticket, message);
            case CAME_FROM_DISPATCHED -> cameFrom(TicketState.DISPATCHED, ticket, message);
            case CAME_FROM_IN_PROGRESS -> cameFrom(TicketState.IN_PROGRESS, ticket, message);
        };
    }

    private static Optional<Refusal> mergesIntoAnotherLiveTicket(
            Ticket ticket, CommandMessage<?> message, Deciding.OtherTickets others) {
        if (!(message.command() instanceof TicketCommand.Merge merge)) {
            return holds();
        }
        if (merge.into() == null) {
            return unless(message.provenance() == null, message, "the ticket that goes on is not named", "未指定并入的诉求单");
        }
        if (merge.into().equals(ticket.id())) {
            return unless(true, message, "it cannot be merged into itself", "不能并入自身");
        }
        Ticket target = others.find(merge.into());
        if (target == null
                || !target.district().equals(ticket.district())
                || !Scopes.mayKnow(target, message.actor())) {
            return unless(true, message, "there is no ticket " + merge.into(), "要并入的诉求单不存在");
        }
        return switch (target.state()) {
            case MERGED, DECLINED, WITHDRAWN, CLOSED ->
                unless(
                        true,
                        message,
                        "the ticket that should go on is " + target.state(),
                        "要并入的诉求单为“" + target.state().zh() + "”");
            case NEW, SUBMITTED, OPEN_CALL, DISPATCHED, OBJECTED, IN_PROGRESS, SUSPENDED, ANSWERED -> holds();
        };
    }

    /** What comes at the last instant itself is in time. */
    private static Optional<Refusal> timeForObjectionsIsNotOver(CommandMessage<?> message, Deciding.Given given) {
        Instant until = given.objectionsUntil();
        if (until == null || !message.businessTime().isAfter(until)) {
            return holds();
        }
        String day = MINUTE.format(until.atZone(given.zone()));
        return unless(true, message, "objections were possible until " + day, "退单须在 " + day + " 前提出");
    }

    private static boolean isForTheBestPlan(Ticket ticket) {
        return ticket.call() != null && ticket.call().choice() == CallChoice.BEST_PLAN;
    }

    private static boolean hasClaimed(Ticket ticket, @Nullable UnitId unit) {
        return ticket.call() != null && ticket.call().offerOf(unit).isPresent();
    }

    /** To the end of the last day. */
    private static Optional<Refusal> theCallIsStillOpen(
            Ticket ticket, CommandMessage<?> message, Deciding.Given given) {
        LocalDate until = ticket.call() == null ? null : ticket.call().until();
        return unless(
                until != null
                        && message.businessTime()
                                .atZone(given.zone())
                                .toLocalDate()
                                .isAfter(until),
                message,
                "the call was open until " + until,
                "揭榜已于 " + until + " 截止");
    }

    private static Optional<Refusal> thePartsFit(Parts parts, CommandMessage<?> message) {
        Set<UnitId> seen = new HashSet<>();
        for (AssistantPart part : parts.parts()) {
            if (part.unit().equals(parts.lead())) {
                return unless(
                        true,
                        message,
                        "unit " + part.unit() + " leads, it cannot have an assistant's part",
                        part.unit() + " 为主办单位，不能另列协办任务");
            }
            if (!seen.add(part.unit())) {
                return unless(true, message, "unit " + part.unit() + " has two parts", part.unit() + " 有两项协办任务");
            }
        }
        int assisting = parts.assistants().size();
        return unless(
                assisting > MOST_ASSISTANTS,
                message,
                "%d units would assist, %d at most can".formatted(assisting, MOST_ASSISTANTS),
                "协办单位有 %d 个，最多 %d 个".formatted(assisting, MOST_ASSISTANTS));
    }

    private static Optional<Refusal> theMilestoneIsStillToReach(Ticket ticket, CommandMessage<?> message) {
        Integer milestone =
                message.command() instanceof TicketCommand.RecordProgress progress ? progress.milestone() : null;
        if (milestone == null) {
            return holds();
        }
        OpenCall call = ticket.call();
        if (call == null || milestone < 1 || milestone > call.milestones()) {
            return unless(true, message, "its plan has no milestone " + milestone, "领办方案中没有第 " + milestone + " 个节点");
        }
        return unless(
                call.reached().contains(milestone),
                message,
                "milestone " + milestone + " was reached before",
                "第 " + milestone + " 个节点已达成");
    }

    /** What another system told of its answers, it told without knowing of sign-offs. */
    private static Optional<Refusal> everyAssistantHasSignedOff(Ticket ticket, CommandMessage<?> message) {
        if (message.provenance() != null
                || !(message.command() instanceof TicketCommand.Answer answer)
                || !isBlank(answer.withoutAssistants())) {
            return holds();
        }
        List<UnitId> open = ticket.openParts();
        return unless(
                !open.isEmpty(),
                message,
                "%s %s not signed off; to answer without waiting takes a reason"
                        .formatted(
                                open.stream().map(UnitId::text).collect(Collectors.joining(", ")),
                                open.size() == 1 ? "has" : "have"),
                "协办单位 %s 尚未完成，先行办结须说明理由"
                        .formatted(open.stream().map(UnitId::text).collect(Collectors.joining("、"))));
    }

    private static Optional<Refusal> levelIsAboveThePresentOne(Ticket ticket, CommandMessage<?> message) {
        EscalationLevel present = ticket.escalation();
        return present != null
                        && message.command() instanceof TicketCommand.Escalate escalate
                        && escalate.level().compareTo(present) <= 0
                ? unless(true, message, "it is at level %s already".formatted(present), "该单已提级至“" + present.zh() + "”")
                : holds();
    }

    private static Optional<Refusal> cameFrom(TicketState state, Ticket ticket, CommandMessage<?> message) {
        return unless(ticket.mergedFrom() != state, message, "it was not merged while " + state, "并单前状态不符");
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    static AccountId orSender(@Nullable AccountId named, CommandMessage<?> message) {
        return named == null ? message.actor().account() : named;
    }

    private static Optional<Refusal> unless(boolean broken, CommandMessage<?> message, String en, String zh) {
        return broken ? Optional.of(Refusals.rule(message.type(), en, zh)) : holds();
    }

    private static Optional<Refusal> holds() {
        return Optional.empty();
    }
}
