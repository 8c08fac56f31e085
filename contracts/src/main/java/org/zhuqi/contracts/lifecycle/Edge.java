package org.zhuqi.contracts.lifecycle;

import java.util.List;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.event.EventType;

/** One line of the table: in state {@code from}, {@code command} by one of {@code who}, if all {@code guards} hold, leads to {@code to} and is told as {@code event}. */
public record Edge(
        TicketState from, CommandType command, TicketState to, List<Grant> who, List<Guard> guards, EventType event) {

    /** Unique in the table: the same command may leave one state towards several. */
    public String key() {
        return from + " --" + command.wireName() + "--> " + to;
    }
}
