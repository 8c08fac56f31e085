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
import org.zhuqi.desk.domain.WhoHasIt;
import org.zhuqi.platform.security.Caller;

/** A ticket as a caller gets it. */
record TicketDocument(
        @JsonUnwrapped TicketView ticket,

        @Schema(description = "The state in words.") Sentence stateWord,

        @Schema(description = "With whom it is now: whoever must do the next thing.")
        WhoHasIt with,

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

    /**
     * A ticket on its way to a caller.
     *
     * @param whole what the commands are read off
     * @param seen what the caller may know of it
     */
    record Shown(TicketView whole, TicketView seen, WhoHasIt with) {}

    static TicketDocument inList(Shown shown, TimeDocument time, Caller caller) {
        return of(shown, time, null, null, null, caller);
    }

    static TicketDocument single(
            Shown shown, TimeDocument time, List<ClockReading> clocks, @Nullable String description, Caller caller) {
        return of(
                shown,
                time,
                clocks,
                "/api/v1/tickets/%s/clocks".formatted(shown.whole().id()),
                description,
                caller);
    }

    private static TicketDocument of(
            Shown shown,
            TimeDocument time,
            @Nullable List<ClockReading> clocks,
            @Nullable String sheet,
            @Nullable String description,
            Caller caller) {
        TicketView ticket = shown.whole();
        return new TicketDocument(
                shown.seen(),
                new Sentence(ticket.state().en(), ticket.state().zh()),
                shown.with(),
                AvailableCommands.to(caller, ticket).stream()
                        .map(CommandType::wireName)
                        .toList(),
                time,
                clocks,
                sheet,
                description);
    }
}
