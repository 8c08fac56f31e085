package org.zhuqi.contracts.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.event.EventType;

/** The table as a whole: nothing missing, nothing double, no dead end that is not meant. */
class TicketLifecycleTest {
    private static final Set<CommandType> EVERY_COMMAND = EnumSet.allOf(CommandType.class);

    /** Here nobody waits for anybody. */
    private static final Set<TicketState> AT_REST =
            EnumSet.of(TicketState.CLOSED, TicketState.MERGED, TicketState.DECLINED, TicketState.WITHDRAWN);

    private static final Set<TicketState> FINAL = EnumSet.of(TicketState.WITHDRAWN);

    @Test
    void everyCommandIsKnownSomewhere() {
        assertThat(TicketLifecycle.EDGES.stream().map(Edge::command)).containsAll(EVERY_COMMAND);
    }

    @Test
    void everyEventIsToldSomewhere() {
        assertThat(TicketLifecycle.EDGES.stream().map(Edge::event)).containsAll(EnumSet.allOf(EventType.class));
    }

    @Test
    void aCommandIsAlwaysToldAsTheSameEventButForAClaimThatWaitsForAChoice() {
        Map<CommandType, Set<EventType>> told = TicketLifecycle.EDGES.stream()
                .collect(Collectors.groupingBy(Edge::command, Collectors.mapping(Edge::event, Collectors.toSet())));

        assertThat(told.remove(CommandType.CLAIM))
                .containsExactlyInAnyOrder(EventType.CALL_CLAIMED, EventType.CLAIM_OFFERED);
        assertThat(told.values()).allSatisfy(events -> assertThat(events).hasSize(1));
    }

    @Test
    void edgeKeysAreUnique() {
        assertThat(TicketLifecycle.EDGES.stream().map(Edge::key)).doesNotHaveDuplicates();
    }

    @Test
    void whereACommandMayTakeSeveralEdgesTheirGuardsTellThemApart() {
        for (TicketState from : TicketState.values()) {
            for (CommandType command : CommandType.values()) {
                List<Edge> edges = TicketLifecycle.edges(from, command);
                assertThat(edges.stream().map(Edge::guards)).doesNotHaveDuplicates();
                if (edges.size() > 1) {
                    assertThat(edges.stream().map(Edge::guards)).doesNotContain(List.of());
                }
            }
        }
    }

    @Test
    void everyGuardGuardsSomething() {
        assertThat(TicketLifecycle.EDGES.stream().flatMap(edge -> edge.guards().stream()))
                .containsAll(EnumSet.allOf(Guard.class));
    }

    @Test
    void everyEdgeIsOpenToSomeoneAndNamesNobodyTwice() {
        assertThat(TicketLifecycle.EDGES)
                .allSatisfy(edge -> assertThat(edge.who())
                        .isNotEmpty()
                        .extracting(Grant::role)
                        .doesNotHaveDuplicates()
                        .doesNotContain(Role.AUDITOR, Role.ADMIN, Role.IMPORTER));
    }

    @ParameterizedTest
    @EnumSource(TicketState.class)
    void everyStateCanBeReached(TicketState state) {
        assertThat(path(TicketState.NEW, state)).isPresent();
    }

    @ParameterizedTest
    @EnumSource(TicketState.class)
    void onlyAFinalStateHasNoWayOut(TicketState state) {
        boolean isLeft = TicketLifecycle.EDGES.stream().anyMatch(edge -> edge.from() == state && edge.to() != state);

        assertThat(isLeft).isEqualTo(!FINAL.contains(state));
    }

    @ParameterizedTest
    @EnumSource(TicketState.class)
    void everyTicketCanComeToRest(TicketState state) {
        assertThat(TicketLifecycle.shortestPath(state, AT_REST::contains, EVERY_COMMAND))
                .isPresent();
    }

    @Test
    void nothingLeadsBackToBeforeTheFirstEvent() {
        assertThat(TicketLifecycle.EDGES.stream().map(Edge::to)).doesNotContain(TicketState.NEW);
    }

    @Test
    void theLookupsTellWhatTheTableTells() {
        for (CommandType command : CommandType.values()) {
            assertThat(TicketLifecycle.statesKnowing(command))
                    .doesNotHaveDuplicates()
                    .allSatisfy(state ->
                            assertThat(TicketLifecycle.edges(state, command)).isNotEmpty());
            for (Role role : Role.values()) {
                boolean inSomeState = EnumSet.allOf(TicketState.class).stream()
                        .anyMatch(state -> TicketLifecycle.commands(state, role).contains(command));
                assertThat(TicketLifecycle.mayEverSend(role, command)).isEqualTo(inSomeState);
            }
        }
        assertThat(everyLookup()).containsExactlyInAnyOrderElementsOf(TicketLifecycle.EDGES);
    }

    @Test
    void onlyTheEnterpriseConfirmsDisputesAndRates() {
        for (CommandType command : List.of(CommandType.CONFIRM, CommandType.DISPUTE, CommandType.RATE)) {
            for (Role role : Role.values()) {
                assertThat(TicketLifecycle.mayEverSend(role, command)).isEqualTo(role == Role.ENTERPRISE);
            }
        }
    }

    @Test
    void theShortestPathIsAWalkOverTheTable() {
        for (TicketState from : TicketState.values()) {
            for (TicketState to : TicketState.values()) {
                path(from, to).ifPresent(path -> assertWalk(from, to, path, EVERY_COMMAND));
            }
        }
    }

    @Test
    void theShortestPathUsesOnlyTheGivenCommands() {
        Random random = new Random(135);
        for (int i = 0; i < 500; i++) {
            Set<CommandType> usable = EVERY_COMMAND.stream()
                    .filter(command -> random.nextBoolean())
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(CommandType.class)));
            for (TicketState to : TicketState.values()) {
                Optional<List<Edge>> path = TicketLifecycle.shortestPath(TicketState.NEW, to::equals, usable);
                path.ifPresent(edges -> assertWalk(TicketState.NEW, to, edges, usable));
                assertThat(path.map(List::size)).isEqualTo(distance(TicketState.NEW, to, usable));
            }
        }
    }

    @Test
    void thereIsNoWayOutOfAFinalStateAndNoneIsNeededWhereOneStands() {
        assertThat(path(TicketState.WITHDRAWN, TicketState.CLOSED)).isEmpty();
        assertThat(path(TicketState.CLOSED, TicketState.CLOSED)).contains(List.of());
    }

    private static Optional<List<Edge>> path(TicketState from, TicketState to) {
        return TicketLifecycle.shortestPath(from, to::equals, EVERY_COMMAND);
    }

    private static void assertWalk(TicketState from, TicketState to, List<Edge> path, Set<CommandType> usable) {
        TicketState state = from;
        for (Edge edge : path) {
            assertThat(edge.from()).isEqualTo(state);
            assertThat(edge.command()).isIn(usable);
            assertThat(TicketLifecycle.EDGES).contains(edge);
            state = edge.to();
        }
        assertThat(state).isEqualTo(to);
    }

    /** The length of the shortest path, found another way: by spreading over the table until nothing new is reached. */
    private static Optional<Integer> distance(TicketState from, TicketState to, Set<CommandType> usable) {
        Set<TicketState> reached = EnumSet.of(from);
        for (int steps = 0; steps <= TicketState.values().length; steps++) {
            if (reached.contains(to)) {
                return Optional.of(steps);
            }
            Set<TicketState> before = EnumSet.copyOf(reached);
            TicketLifecycle.EDGES.stream()
                    .filter(edge -> before.contains(edge.from()) && usable.contains(edge.command()))
                    .map(Edge::to)
                    .forEach(reached::add);
        }
        return Optional.empty();
    }

    private static List<Edge> everyLookup() {
        List<Edge> edges = new ArrayList<>();
        for (TicketState state : TicketState.values()) {
            for (CommandType command : CommandType.values()) {
                edges.addAll(TicketLifecycle.edges(state, command));
            }
        }
        return edges;
    }
}
