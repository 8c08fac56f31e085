package org.zhuqi.ticket.domain;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.command.CommandOutcome.Refusal;
import org.zhuqi.contracts.command.CommandOutcome.RefusalCode;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.lifecycle.TicketLifecycle;
import org.zhuqi.contracts.lifecycle.TicketState;

/** The sentences with which commands are refused, each with the state and the reason, in both languages. */
public final class Refusals {
    /** Stands for the ticket's number, which a ticket submitted in the same batch does not have yet. */
    public static final String TICKET = "{ticket}";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE;

    private Refusals() {}

    /** The sentence with the ticket's name put in. */
    public static Refusal named(Refusal refusal, String ticket) {
        Sentence sentence = refusal.sentence();
        return new Refusal(
                refusal.code(),
                new Sentence(
                        sentence.en().replace(TICKET, ticket), sentence.zh().replace(TICKET, ticket)));
    }

    static Refusal notFound(CommandMessage<?> message) {
        return refusal(
                RefusalCode.NOT_FOUND,
                "there is no ticket " + message.ticketId(),
                "诉求单 " + message.ticketId() + " 不存在");
    }

    static Refusal alreadyThere() {
        return refusal(
                RefusalCode.WRONG_STATE,
                "cannot submit ticket " + TICKET + ": it exists already",
                "诉求单 " + TICKET + " 已存在，不能重复提交");
    }

    static Refusal stale(Ticket ticket, CommandType command, long expected) {
        return refusal(
                RefusalCode.STALE,
                "cannot %s: you decided on version %d, it is at version %d now (%s)"
                        .formatted(toDo(command), expected, ticket.version(), ticket.state()),
                "不能对诉求单 %s 执行“%s”：您看到的是第 %d 版，现已是第 %d 版（%s）"
                        .formatted(
                                TICKET,
                                command.zh(),
                                expected,
                                ticket.version(),
                                ticket.state().zh()));
    }

    static Refusal wrongState(Ticket ticket, CommandType command, ZoneId zone) {
        List<TicketState> states = TicketLifecycle.statesKnowing(command).stream()
                .filter(state -> state != TicketState.NEW)
                .toList();
        String since = DAY.format(ticket.stateSince().atZone(zone));
        return refusal(
                RefusalCode.WRONG_STATE,
                "cannot %s: it is %s since %s; that takes %s"
                        .formatted(
                                toDo(command),
                                ticket.state(),
                                since,
                                states.isEmpty()
                                        ? "a new ticket"
                                        : states.stream().map(TicketState::name).collect(Collectors.joining(" or "))),
                "不能对诉求单 %s 执行“%s”：该单自 %s 起为“%s”；此操作仅适用于%s"
                        .formatted(
                                TICKET,
                                command.zh(),
                                since,
                                ticket.state().zh(),
                                states.isEmpty()
                                        ? "新诉求单"
                                        : states.stream()
                                                .map(state -> "“" + state.zh() + "”")
                                                .collect(Collectors.joining("、"))));
    }

    /** To a unit that could see the open call, and cannot see any more what came of it. */
    static Refusal claimedByAnother(Ticket ticket, CommandMessage<?> message, ZoneId zone) {
        Instant at = ticket.leadSince() == null ? ticket.stateSince() : ticket.leadSince();
        String day = DAY.format(at.atZone(zone));
        return refusal(
                RefusalCode.WRONG_STATE,
                "cannot %s: another unit claimed it on %s".formatted(toDo(message.type()), day),
                "不能对诉求单 %s 执行“%s”：该单已于 %s 由其他单位领办"
                        .formatted(TICKET, message.type().zh(), day));
    }

    static Refusal notAllowed(CommandMessage<?> message, String whoMay) {
        CommandType command = message.type();
        return refusal(
                RefusalCode.NOT_ALLOWED,
                "%s may not %s; that takes %s".formatted(message.actor().role(), toDo(command), whoMay),
                "%s无权对诉求单 %s 执行“%s”".formatted(message.actor().role().zh(), TICKET, command.zh()));
    }

    static Refusal rule(CommandType command, String en, String zh) {
        return refusal(
                RefusalCode.RULE,
                "cannot %s: %s".formatted(toDo(command), en),
                "不能对诉求单 %s 执行“%s”：%s".formatted(TICKET, command.zh(), zh));
    }

    /** The id of this command was used before, for another ticket or another content. */
    public static Refusal idReused(CommandMessage<?> message) {
        return refusal(
                RefusalCode.ID_REUSED,
                "the idempotency key of command %s was used before for something else".formatted(message.commandId()),
                "该幂等键已用于其他内容的请求（命令 %s）".formatted(message.commandId()));
    }

    private static Refusal refusal(RefusalCode code, String en, String zh) {
        return new Refusal(code, new Sentence(en, zh));
    }

    /** What the command would do, in English, with the ticket in its place. */
    static String toDo(CommandType command) {
        String ticket = "ticket " + TICKET;
        return switch (command) {
            case OBJECT -> "object to " + ticket;
            case UPHOLD -> "uphold the objection to " + ticket;
            case OVERRULE -> "overrule the objection to " + ticket;
            case PUBLISH -> "publish " + ticket + " as an open call";
            case RECORD_PROGRESS -> "record progress on " + ticket;
            case ADD_ASSISTANT -> "add an assistant to " + ticket;
            case SIGN_OFF -> "sign off a part of " + ticket;
            case TAKE_BACK_CLAIM -> "take back the claim on " + ticket;
            case CHOOSE_CLAIM -> "choose a claim on " + ticket;
            case RELAY_ANSWER -> "relay an answer to " + ticket;
            case CHANGE_HANDLER -> "change the handler of " + ticket;
            case PROVIDE_INFORMATION -> "provide information for " + ticket;
            case REQUEST_EXTENSION -> "request an extension for " + ticket;
            case GRANT_EXTENSION -> "grant an extension for " + ticket;
            case REFUSE_EXTENSION -> "refuse an extension for " + ticket;
            case MARK_HARD -> "mark " + ticket + " as a hard problem";
            case UNMERGE -> "un-merge " + ticket;
            case APPEAL -> "appeal against the refusal of " + ticket;
            case SUBMIT,
                    AMEND,
                    DISPATCH,
                    DECLINE,
                    MERGE,
                    WITHDRAW,
                    CLAIM,
                    ACCEPT,
                    REDISPATCH,
                    SUSPEND,
                    RESUME,
                    ESCALATE,
                    ANSWER,
                    CONFIRM,
                    DISPUTE,
                    CLOSE,
                    RATE,
                    REOPEN -> command.wireName() + " " + ticket;
        };
    }
}
