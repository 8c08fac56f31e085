package org.zhuqi.desk.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.clock.ClockReading;
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

        @Schema(description = "How its time stands.") TimeDocument time,

        @Schema(
                description =
                        "Every clock that it ever had; an enterprise sees those of the whole ticket. Not in lists.")
        @Nullable
        List<ClockReading> clocks,

        @Schema(
                description = "Where the sheets lie that say why it is late, or is not. Not in lists.",
                example = "/api/v1/tickets/018b9000-0000-7000-8000-000000000001/clocks")
        @Nullable
        String sheet,

        @Schema(description = "The request in the enterprise's own words; not in lists.") @Nullable
        String description) {

    static TicketDocument inList(TicketView ticket, TimeDocument time, Caller caller) {
        return of(ticket, time, null, null, null, caller);
    }

    static TicketDocument single(
            TicketView ticket,
            TimeDocument time,
            List<ClockReading> clocks,
            @Nullable String description,
            Caller caller) {
        return of(ticket, time, clocks, "/api/v1/tickets/%s/clocks".formatted(ticket.id()), description, caller);
    }

    private static TicketDocument of(
            TicketView ticket,
            TimeDocument time,
            @Nullable List<ClockReading> clocks,
            @Nullable String sheet,
            @Nullable String description,
            Caller caller) {
        return new TicketDocument(
                ticket,
                new Sentence(ticket.state().en(), ticket.state().zh()),
                AvailableCommands.to(caller, ticket).stream()
                        .map(CommandType::wireName)
                        .toList(),
                time,
                clocks,
                sheet,
                description);
    }
}
