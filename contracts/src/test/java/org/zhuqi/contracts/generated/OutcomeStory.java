package org.zhuqi.contracts.generated;

import java.time.Instant;
import java.util.List;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.command.CommandOutcome;
import org.zhuqi.contracts.command.CommandOutcome.Refusal;
import org.zhuqi.contracts.command.CommandOutcome.RefusalCode;
import org.zhuqi.contracts.command.CommandOutcome.Verdict;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.event.EventSummary;
import org.zhuqi.contracts.id.CommandId;

/** What became of three commands around ticket QT-2023-000042. */
final class OutcomeStory {
    private static final TicketStory TICKET = QiantangStory.CERTIFICATE;
    private static final int OBJECTION = 4;

    private OutcomeStory() {}

    static CommandOutcome told(String verdict) {
        return switch (verdict) {
            case "accepted" -> accepted();
            case "refused" -> refused();
            case "stale" -> stale();
            default -> throw new IllegalArgumentException(verdict);
        };
    }

    private static CommandOutcome accepted() {
        EventMessage<?> event = event(OBJECTION);
        CommandMessage<?> command = TICKET.commands().get(OBJECTION - 1);
        return new CommandOutcome(
                command.commandId(),
                event.ticketId(),
                event.district(),
                Verdict.ACCEPTED,
                event.number(),
                event.state(),
                event.sequence(),
                null,
                null,
                command.fingerprint(),
                event.recordedAt());
    }

    /** The unit wants to accept after the enterprise has confirmed. */
    private static CommandOutcome refused() {
        EventMessage<?> last = TICKET.events().getLast();
        return new CommandOutcome(
                CommandId.of("0187d3a4-9c40-7a11-8f2e-6b0c5d4e3f21"),
                last.ticketId(),
                last.district(),
                Verdict.REFUSED,
                last.number(),
                last.state(),
                last.sequence(),
                new Refusal(
                        RefusalCode.WRONG_STATE,
                        new Sentence(
                                "cannot accept ticket QT-2023-000042: it is CLOSED since 2023-04-27",
                                "不能接单：诉求单QT-2023-000042自2023年4月27日起为“已销号”")),
                null,
                null,
                Instant.parse("2023-05-04T01:20:00Z"));
    }

    /** The coordinator dispatches to another unit, but the unit has objected meanwhile. */
    private static CommandOutcome stale() {
        EventMessage<?> now = event(OBJECTION);
        return new CommandOutcome(
                CommandId.of("0187698e-0a80-7c25-9d3b-1f2e3d4c5b6a"),
                now.ticketId(),
                now.district(),
                Verdict.REFUSED,
                now.number(),
                now.state(),
                now.sequence(),
                new Refusal(
                        RefusalCode.STALE,
                        new Sentence(
                                "cannot redispatch ticket QT-2023-000042: it has moved on from version 3 to 4",
                                "不能改派：诉求单QT-2023-000042已由第3版变为第4版")),
                List.of(new EventSummary(
                        now.sequence(),
                        now.type().wireName(),
                        now.actor().role(),
                        now.occurredAt(),
                        now.actor().unit())),
                null,
                Instant.parse("2023-04-10T06:33:00Z"));
    }

    private static EventMessage<?> event(int sequence) {
        return TICKET.events().get(sequence - 1);
    }
}
