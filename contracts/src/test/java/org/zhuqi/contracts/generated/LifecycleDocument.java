package org.zhuqi.contracts.generated;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.zhuqi.contracts.lifecycle.Edge;
import org.zhuqi.contracts.lifecycle.Grant;
import org.zhuqi.contracts.lifecycle.Guard;
import org.zhuqi.contracts.lifecycle.Scope;
import org.zhuqi.contracts.lifecycle.TicketLifecycle;
import org.zhuqi.contracts.lifecycle.TicketState;

/** {@code docs/lifecycle.md}: the table for people. */
final class LifecycleDocument {
    private LifecycleDocument() {}

    static String text() {
        return """
                # The lifecycle of a ticket (诉求单生命周期)

                Generated from `TicketLifecycle` in `contracts`; do not edit, run `%s`.

                ## Diagram (状态图)

                ```mermaid
                %s
                ```

                ## States (状态)

                %s

                ## Transitions (流转)

                A command that a state does not list is refused there. Who may send it is a role with its reach.

                %s

                ## Reach (范围)

                %s

                ## Guards (前提)

                What the table asks for beyond state, role and reach.

                %s
                """.formatted(CommittedFiles.COMMAND, diagram(), states(), edges(), scopes(), guards());
    }

    static String diagram() {
        return Stream.of(
                        Stream.of("stateDiagram-v2"),
                        storedStates()
                                .map(state -> "    state \"%s<br/>%s\" as %s".formatted(state.zh(), state, state)),
                        arrows(),
                        storedStates()
                                .filter(LifecycleDocument::isFinal)
                                .map(state -> "    %s --> [*]".formatted(state)))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    private static Stream<TicketState> storedStates() {
        return Arrays.stream(TicketState.values()).filter(state -> state != TicketState.NEW);
    }

    /** One arrow per pair of states, so that what happens within a state does not bury the ways between them. */
    private static Stream<String> arrows() {
        Map<String, List<Edge>> bundles = TicketLifecycle.EDGES.stream()
                .collect(Collectors.groupingBy(
                        edge -> "%s --> %s".formatted(node(edge.from()), node(edge.to())),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return bundles.entrySet().stream()
                .map(bundle -> "    %s : %s"
                        .formatted(
                                bundle.getKey(),
                                bundle.getValue().stream()
                                        .map(edge -> edge.command().wireName()
                                                + ' '
                                                + edge.command().zh())
                                        .collect(Collectors.joining("<br/>"))));
    }

    private static String node(TicketState state) {
        return state == TicketState.NEW ? "[*]" : state.name();
    }

    private static boolean isFinal(TicketState state) {
        return TicketLifecycle.EDGES.stream().noneMatch(edge -> edge.from() == state);
    }

    private static String states() {
        return table(
                List.of("state", "中文", "meaning"),
                Arrays.stream(TicketState.values()).map(state -> List.of(code(state.name()), state.zh(), state.en())));
    }

    private static String edges() {
        return table(
                List.of("from", "command", "中文", "to", "who", "only if", "event", "事件"),
                TicketLifecycle.EDGES.stream()
                        .map(edge -> List.of(
                                code(edge.from().name()),
                                code(edge.command().wireName()),
                                edge.command().zh(),
                                code(edge.to().name()),
                                edge.who().stream()
                                        .map(LifecycleDocument::words)
                                        .collect(Collectors.joining("<br/>")),
                                edge.guards().isEmpty()
                                        ? "–"
                                        : edge.guards().stream()
                                                .map(Guard::meaning)
                                                .collect(Collectors.joining("<br/>")),
                                code(edge.event().wireName()),
                                edge.event().zh())));
    }

    private static String guards() {
        return table(
                List.of("guard", "meaning"),
                Arrays.stream(Guard.values()).map(guard -> List.of(code(guard.name()), guard.meaning())));
    }

    private static String scopes() {
        return table(
                List.of("reach", "meaning"),
                Arrays.stream(Scope.values()).map(scope -> List.of(words(scope), meaning(scope))));
    }

    private static String words(Grant grant) {
        return "%s %s (%s)".formatted(grant.role().name(), grant.role().zh(), words(grant.scope()));
    }

    private static String words(Scope scope) {
        return scope.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String meaning(Scope scope) {
        return switch (scope) {
            case OWN_ENTERPRISE -> "tickets of the caller's own enterprise";
            case OWN_FILED -> "tickets that the caller filed on behalf of an enterprise";
            case LEAD_UNIT -> "tickets that the caller's unit leads (主办)";
            case ASSISTING_UNIT -> "tickets that the caller's unit assists in (协办)";
            case INVOLVED_UNIT -> "tickets that the caller's unit leads or assists in (主办、协办)";
            case ANY_UNIT -> "any ticket of the district, for a caller who belongs to some unit";
            case DISTRICT -> "any ticket of the district";
        };
    }

    private static String table(List<String> heads, Stream<List<String>> rows) {
        return Stream.concat(Stream.of(heads, heads.stream().map(head -> "---").toList()), rows)
                .map(cells -> "| " + String.join(" | ", cells) + " |")
                .collect(Collectors.joining("\n"));
    }

    private static String code(String name) {
        return '`' + name + '`';
    }
}
