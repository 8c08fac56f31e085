package org.zhuqi.ticket.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.lifecycle.Edge;
import org.zhuqi.contracts.lifecycle.Grant;
import org.zhuqi.contracts.lifecycle.TicketLifecycle;
import org.zhuqi.contracts.lifecycle.TicketState;

@RestController
@Tag(name = "lifecycle", description = "The table of a ticket's life.")
class LifecycleController {
    record State(String state, String zh, String en) {}

    record Command(String command, String zh) {}

    record Condition(String guard, String meaning) {}

    record Transition(String from, String command, String to, List<Grant> who, List<Condition> guards, String event) {}

    record Lifecycle(List<State> states, List<Command> commands, List<Transition> transitions) {}

    private static final Lifecycle LIFECYCLE = new Lifecycle(
            Arrays.stream(TicketState.values())
                    .map(state -> new State(state.name(), state.zh(), state.en()))
                    .toList(),
            Arrays.stream(CommandType.values())
                    .map(command -> new Command(command.wireName(), command.zh()))
                    .toList(),
            TicketLifecycle.EDGES.stream().map(LifecycleController::transition).toList());

    @GetMapping("/api/v1/lifecycle")
    @Operation(summary = "States, commands and transitions: who may do what when, and as what it is told")
    ResponseEntity<Lifecycle> lifecycle() {
        return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(LIFECYCLE);
    }

    private static Transition transition(Edge edge) {
        return new Transition(
                edge.from().name(),
                edge.command().wireName(),
                edge.to().name(),
                edge.who(),
                edge.guards().stream()
                        .map(guard -> new Condition(guard.name(), guard.meaning()))
                        .toList(),
                edge.event().wireName());
    }
}
