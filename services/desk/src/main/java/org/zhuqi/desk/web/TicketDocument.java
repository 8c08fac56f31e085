package org.zhuqi.desk.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.desk.domain.AvailableCommands;
import org.zhuqi.desk.domain.TicketView;
import org.zhuqi.platform.security.Caller;

/** A ticket as a caller gets it. */
record TicketDocument(
        @JsonUnwrapped TicketView ticket,

        @Schema(description = "The state in words.") Sentence stateWord,

        @Schema(description = "The commands that the caller may send now, by the names of the lifecycle table.")
        List<String> commands,

        @Schema(description = "The request in the enterprise's own words; not in lists.") @Nullable
        String description) {

    static TicketDocument of(TicketView ticket, Caller caller, @Nullable String description) {
        return new TicketDocument(
                ticket,
                new Sentence(ticket.state().en(), ticket.state().zh()),
                AvailableCommands.to(caller, ticket).stream()
                        .map(CommandType::wireName)
                        .toList(),
                description);
    }
}
