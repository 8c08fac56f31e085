package org.zhuqi.ticket.machine;

import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.statemachine.StateMachine;
import org.springframework.statemachine.StateMachineEventResult;
import org.springframework.statemachine.StateMachineEventResult.ResultType;
import org.springframework.statemachine.config.StateMachineBuilder;
import org.springframework.statemachine.support.DefaultStateMachineContext;
import org.zhuqi.contracts.lifecycle.Edge;
import org.zhuqi.contracts.lifecycle.TicketLifecycle;
import org.zhuqi.contracts.lifecycle.TicketState;
import reactor.core.publisher.Mono;

/**
 * Executes the table's topology with spring-statemachine, which no other package imports. Its traps are closed thus: guards
 * were evaluated before and do not exist here, there are no actions, no interceptors and no {@code end()} states, an edge is
 * taken by its own event so that two edges of one command cannot be confused, no machine is used by two threads, and
 * ACCEPTED is believed only if the state reached is the edge's.
 *
 * <p>So a machine remembers nothing but its state, and where an edge leads depends on the edge alone. The machine takes each
 * of them once, when this is made; what it reached is what every ticket that takes the edge reaches (ADR 38).
 */
public final class TicketStateMachine {
    private final IdentityHashMap<Edge, TicketState> reached = new IdentityHashMap<>();

    /**
     * Has the machine take every edge.
     *
     * @throws IllegalStateException if it does not take one, or ends elsewhere
     */
    public TicketStateMachine() {
        StateMachine<TicketState, Integer> machine = build();
        for (Edge edge : TicketLifecycle.EDGES) {
            bring(machine, edge.from());
            reached.put(edge, take(machine, edge));
        }
    }

    /**
     * Moves along an edge of the table.
     *
     * @return the state reached
     * @throws IllegalStateException if the table does not have it
     */
    public TicketState move(Edge edge) {
        TicketState state = reached.get(edge);
        if (state == null) {
            throw new IllegalStateException("not an edge of the table: " + edge.key());
        }
        return state;
    }

    /**
     * Has a machine that is where the edge begins take it.
     *
     * @throws IllegalStateException if the table and the machine disagree, which no command can mend
     */
    static TicketState take(StateMachine<TicketState, Integer> machine, Edge edge) {
        List<StateMachineEventResult<TicketState, Integer>> results = machine.sendEvent(
                        Mono.just(MessageBuilder.withPayload(event(edge)).build()))
                .collectList()
                .block();
        boolean accepted =
                results != null && results.size() == 1 && results.getFirst().getResultType() == ResultType.ACCEPTED;
        TicketState state =
                machine.getState() == null ? null : machine.getState().getId();
        if (!accepted || state != edge.to() || machine.hasStateMachineError()) {
            throw new IllegalStateException(
                    "the state machine did not take %s: it is in %s".formatted(edge.key(), state));
        }
        return edge.to();
    }

    static void bring(StateMachine<TicketState, Integer> machine, TicketState state) {
        machine.stopReactively().block();
        machine.getStateMachineAccessor()
                .doWithAllRegions(region -> region.resetStateMachineReactively(
                                new DefaultStateMachineContext<>(state, null, null, null))
                        .block());
        machine.startReactively().block();
    }

    /** The number of its line. */
    private static Integer event(Edge edge) {
        return TicketLifecycle.EDGES.indexOf(edge);
    }

    static StateMachine<TicketState, Integer> build() {
        try {
            StateMachineBuilder.Builder<TicketState, Integer> builder = StateMachineBuilder.builder();
            builder.configureConfiguration()
                    .withConfiguration()
                    .machineId("ticket")
                    .autoStartup(false)
                    .beanFactory(new StaticListableBeanFactory());
            builder.configureStates().withStates().initial(TicketState.NEW).states(EnumSet.allOf(TicketState.class));
            var transitions = builder.configureTransitions();
            for (Edge edge : TicketLifecycle.EDGES) {
                transitions
                        .withExternal()
                        .source(edge.from())
                        .target(edge.to())
                        .event(event(edge))
                        .and();
            }
            return builder.build();
        } catch (Exception e) {
            throw new IllegalStateException("cannot build the state machine from the table", e);
        }
    }
}
