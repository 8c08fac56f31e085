package org.zhuqi.dispatch.domain.similar;

import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.lifecycle.TicketLifecycle;
import org.zhuqi.contracts.lifecycle.TicketState;

/** Whether a ticket in one state can be merged into a ticket in another: as the lifecycle says. */
public final class MergePossible {
    private MergePossible() {}

    public static boolean between(TicketState from, TicketState into) {
        return !TicketLifecycle.edges(from, CommandType.MERGE).isEmpty() && takesIn(into);
    }

    public static boolean takesIn(TicketState into) {
        return switch (into) {
            case NEW, SUBMITTED, OPEN_CALL, DISPATCHED, OBJECTED, IN_PROGRESS, SUSPENDED, ANSWERED -> true;
            case CLOSED, MERGED, DECLINED, WITHDRAWN -> false;
        };
    }
}
