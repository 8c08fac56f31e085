package org.zhuqi.intake.importing;

import java.time.Instant;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.contracts.id.TicketId;

/** A command that a row asks for. Planning the same row again gives the same command with the same id. */
public record PlannedCommand(
        CommandId commandId, TicketId ticketId, Instant occurredAt, Actor actor, Origin origin, TicketCommand body) {

    /**
     * Where it comes from.
     *
     * @param line the row's line, also if inferred: then it is the row that needed the command
     * @param inferred true if the log does not tell it and the mapping allows to fill it in
     */
    public record Origin(String source, String sourceCase, long line, boolean inferred) {}

    public CommandType type() {
        return CommandType.of(body);
    }
}
