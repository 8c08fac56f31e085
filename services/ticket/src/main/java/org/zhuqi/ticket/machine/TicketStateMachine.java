package org.zhuqi.ticket.machine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
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
 * <p>Bringing a machine into a given state costs more than a transition. So each thread parks its machines by the state
 * they came to rest in and takes the next command's machine from there.
 */
public final class TicketStateMachine {
    private static final IdentityHashMap<Edge, Integer> EVENT_OF = new IdentityHashMap<>();
    private static final int PARKED_PER_STATE = 4;

    static {
        for (int index = 0; index < TicketLifecycle.EDGES.size(); index++) {
            EVENT_OF.put(TicketLifecycle.EDGES.get(index), index);
        }
    }

    private final ThreadLocal<Map<TicketState, Deque<StateMachine<TicketState, Integer>>>> parked =
            ThreadLocal.withInitial(() -> new EnumMap<>(TicketState.class));

    /**
     * Moves along an edge of the table.
     *
     * @return the state reached
     * @throws IllegalStateException if the machine does not take the edge or ends elsewhere: the table and the machine
     *     disagree, which no command can mend
     */
    public TicketState move(Edge edge) {
        Integer event = EVENT_OF.get(edge);
        if (event == null) {
            throw new IllegalStateException("not an edge of the table: " + edge.key());
        }
        StateMachine<TicketState, Integer> machine = machineIn(edge.from());
        List<StateMachineEventResult<TicketState, Integer>> results = machine.sendEvent(
                        Mono.just(MessageBuilder.withPayload(event).build()))
                .collectList()
                .block();
        boolean accepted =
                results != null && results.size() == 1 && results.getFirst().getResultType() == ResultType.ACCEPTED;
        TicketState reached =
                machine.getState() == null ? null : machine.getState().getId();
        if (!accepted || reached != edge.to() || machine.hasStateMachineError()) {
            throw new IllegalStateException(
                    "the state machine did not take %s: it is in %s".formatted(edge.key(), reached));
        }
        Deque<StateMachine<TicketState, Integer>> resting =
                parked.get().computeIfAbsent(edge.to(), state -> new ArrayDeque<>());
        if (resting.size() < PARKED_PER_STATE) {
            resting.push(machine);
        }
        return edge.to();
    }

    private StateMachine<TicketState, Integer> machineIn(TicketState state) {
        Map<TicketState, Deque<StateMachine<TicketState, Integer>>> mine = parked.get();
        Deque<StateMachine<TicketState, Integer>> resting = mine.get(state);
        if (resting != null && !resting.isEmpty()) {
            return resting.pop();
        }
        StateMachine<TicketState, Integer> machine = mine.values().stream()
                .filter(others -> others.size() >= PARKED_PER_STATE)
                .findFirst()
                .map(Deque::pop)
                .orElseGet(TicketStateMachine::build);
        machine.stopReactively().block();
        machine.getStateMachineAccessor()
                .doWithAllRegions(region -> region.resetStateMachineReactively(
                                new DefaultStateMachineContext<>(state, null, null, null))
                        .block());
        machine.startReactively().block();
        return machine;
    }

    private static StateMachine<TicketState, Integer> build() {
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
                        .event(EVENT_OF.get(edge))
                        .and();
            }
            return builder.build();
        } catch (Exception e) {
            throw new IllegalStateException("cannot build the state machine from the table", e);
        }
    }
}
