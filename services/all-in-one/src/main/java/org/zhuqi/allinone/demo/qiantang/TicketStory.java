package org.zhuqi.allinone.demo.qiantang;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.zhuqi.allinone.demo.qiantang.People.Enterprise;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.intake.importing.PlannedCommand;

/**
 * One ticket from its beginning to its end.
 *
 * @param commands in the order of their times
 */
record TicketStory(
        TicketId ticket, Fate fate, Matter matter, Enterprise enterprise, String title, List<PlannedCommand> commands) {

    Instant submittedAt() {
        return commands.getFirst().occurredAt();
    }

    /** When it came to that for the first time. */
    Optional<Instant> firstTime(Class<? extends TicketCommand> command) {
        return commands.stream()
                .filter(each -> command.isInstance(each.body()))
                .map(PlannedCommand::occurredAt)
                .findFirst();
    }

    Instant when(Class<? extends TicketCommand> command) {
        return firstTime(command)
                .orElseThrow(() -> new IllegalStateException("%s: no %s".formatted(ticket, command.getSimpleName())));
    }
}
