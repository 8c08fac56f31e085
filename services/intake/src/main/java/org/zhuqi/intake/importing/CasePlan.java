package org.zhuqi.intake.importing;

import java.util.List;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.lifecycle.TicketState;

/**
 * What the rows of one case ask of the system.
 *
 * @param rows the rows that become commands, in order
 * @param reported the rows that cannot
 * @param state where the case stands at its end; NEW if no row became a command
 */
record CasePlan(String caseKey, TicketId ticketId, List<Row> rows, List<ReportedRow> reported, TicketState state) {

    /** A row and all of its commands, those filled in before it included. */
    record Row(LogRow row, List<PlannedCommand> commands) {}

    List<PlannedCommand> commands() {
        return rows.stream().flatMap(row -> row.commands().stream()).toList();
    }

    int rowCount() {
        return rows.size() + reported.size();
    }
}
