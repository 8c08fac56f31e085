package org.zhuqi.ticket.domain;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.AssistantPart;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.id.UnitId;

/** Who shall assist, as a dispatch says it: named as assistant, or with a part of its own. */
record Parts(UnitId lead, List<UnitId> named, List<AssistantPart> parts) {
    static Parts of(TicketCommand.Dispatch command) {
        return of(command.lead(), command.assistants(), command.parts());
    }

    static Parts of(TicketCommand.Redispatch command) {
        return of(command.lead(), command.assistants(), command.parts());
    }

    private static Parts of(UnitId lead, @Nullable List<UnitId> named, @Nullable List<AssistantPart> parts) {
        return new Parts(
                lead, Objects.requireNonNullElse(named, List.of()), Objects.requireNonNullElse(parts, List.of()));
    }

    /** The lead is not its own assistant, whoever says so. */
    List<UnitId> assistants() {
        return Stream.concat(named.stream(), parts.stream().map(AssistantPart::unit))
                .filter(unit -> !unit.equals(lead))
                .distinct()
                .toList();
    }
}
