package org.zhuqi.ticket.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.springframework.statemachine.StateMachine;
import org.zhuqi.contracts.lifecycle.Edge;
import org.zhuqi.contracts.lifecycle.TicketLifecycle;
import org.zhuqi.contracts.lifecycle.TicketState;

/** Whatever way a machine has come, an edge leads it where it leads every other: so each needs to be taken only once. */
class MachineWalkProperties {
    private static final TicketStateMachine TAKEN_ONCE = new TicketStateMachine();

    @Property(tries = 200)
    void aMachineThatIsWalkedReachesWhatWasReachedOnce(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int steps) {
        Random random = new Random(seed);
        StateMachine<TicketState, Integer> walking = TicketStateMachine.build();
        TicketStateMachine.bring(walking, TicketState.NEW);
        TicketState state = TicketState.NEW;
        for (int step = 0; step < steps; step++) {
            List<Edge> onward = from(state);
            if (onward.isEmpty()) {
                return;
            }
            Edge edge = onward.get(random.nextInt(onward.size()));
            state = TicketStateMachine.take(walking, edge);
            assertThat(TAKEN_ONCE.move(edge)).isEqualTo(state);
            assertThat(walking.getState().getId()).isEqualTo(state);
        }
    }

    @Test
    void everyEdgeHasBeenTaken() {
        for (Edge edge : TicketLifecycle.EDGES) {
            assertThat(TAKEN_ONCE.move(edge)).isEqualTo(edge.to());
        }
    }

    private static List<Edge> from(TicketState state) {
        return TicketLifecycle.EDGES.stream()
                .filter(edge -> edge.from() == state)
                .toList();
    }
}
