package org.zhuqi.ticket.application;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zhuqi.contracts.command.CommandOutcome;
import org.zhuqi.contracts.command.CommandOutcome.Verdict;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.platform.messaging.Wire;

/** The books of what was decided, as the sender of a command may read them. */
public final class DecidedCommands {
    private final TicketLog log;

    public DecidedCommands(TicketLog log) {
        this.log = log;
    }

    /** @return empty if it is not decided, or is somebody else's */
    public Optional<CommandOutcome> by(AccountId account, DistrictId district, CommandId command) {
        Map<CommandId, KnownCommand> known = log.known(Set.of(command));
        return Optional.ofNullable(known.get(command)).flatMap(one -> switch (one) {
            case KnownCommand.Accepted accepted -> {
                EventMessage<?> event = Wire.readEventBody(
                        accepted.event().type(), accepted.event().body());
                yield event.actor().account().equals(account)
                                && event.district().equals(district)
                        ? Optional.of(outcome(event, accepted))
                        : Optional.empty();
            }
            case KnownCommand.Refused refused ->
                account.equals(refused.by()) && refused.outcome().district().equals(district)
                        ? Optional.of(refused.outcome())
                        : Optional.empty();
        });
    }

    /** The outcome of an accepted command, as it was told when it was decided. */
    static CommandOutcome outcome(EventMessage<?> event, KnownCommand.Accepted accepted) {
        return new CommandOutcome(
                event.commandId(),
                event.ticketId(),
                event.district(),
                Verdict.ACCEPTED,
                event.number(),
                event.state(),
                event.sequence(),
                null,
                null,
                accepted.fingerprint(),
                event.recordedAt());
    }
}
