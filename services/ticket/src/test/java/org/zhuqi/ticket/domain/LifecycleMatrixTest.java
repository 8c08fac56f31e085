package org.zhuqi.ticket.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.command.CommandOutcome.RefusalCode;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.lifecycle.Edge;
import org.zhuqi.contracts.lifecycle.Guard;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketLifecycle;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.ticket.machine.TicketStateMachine;

/** The whole matrix state × command × role against a plain walk over the table. */
class LifecycleMatrixTest {
    private static final TicketStateMachine MACHINE = new TicketStateMachine();
    private final Deciding deciding = new Deciding(ZoneId.of("Asia/Shanghai"));

    static Stream<Arguments> everything() {
        List<Arguments> matrix = new ArrayList<>();
        for (TicketState state : TicketState.values()) {
            for (CommandType command : CommandType.values()) {
                for (Role role : Role.values()) {
                    matrix.add(Arguments.of(state, command, role));
                }
            }
        }
        return matrix.stream();
    }

    @ParameterizedTest(name = "{0} × {1} × {2}")
    @MethodSource("everything")
    void decidesWhatTheTableSays(TicketState state, CommandType type, Role role) {
        Ticket ticket = state == TicketState.NEW ? null : Examples.ticketIn(state);
        Actor actor = role == Role.HANDLER && type == CommandType.SIGN_OFF
                ? Examples.handlerOf(Examples.ASSISTANT)
                : Examples.actor(role);
        CommandMessage<?> message = Examples.message(actor, Examples.command(type));

        Decision decision = deciding.decide(ticket, message, id -> Examples.ticketIn(TicketState.IN_PROGRESS), null);

        List<Edge> rows = TicketLifecycle.EDGES.stream()
                .filter(edge -> edge.from() == state && edge.command() == type)
                .toList();
        Optional<Edge> open = rows.stream()
                .filter(edge -> edge.who().stream().anyMatch(grant -> grant.role() == role && reaches(role, state)))
                .filter(edge -> edge.guards().stream().allMatch(LifecycleMatrixTest::holdsForTheExample))
                .findFirst();
        if (open.isPresent()) {
            assertThat(decision).isInstanceOfSatisfying(Decision.Accepted.class, accepted -> {
                assertThat(accepted.edge()).isSameAs(open.get());
                assertThat(accepted.event()).isInstanceOf(open.get().event().recordType());
                assertThat(MACHINE.move(accepted.edge())).isEqualTo(open.get().to());
            });
        } else {
            assertThat(decision).isInstanceOfSatisfying(Decision.Refused.class, refused -> {
                assertThat(refused.refusal().code()).isEqualTo(expectedRefusal(state, type, role, rows));
                assertThat(refused.refusal().sentence().en()).isNotBlank().doesNotContain("null");
                assertThat(refused.refusal().sentence().zh()).isNotBlank().doesNotContain("null");
            });
        }
    }

    /** The example's handler belongs to the lead, where there is one. */
    private static boolean reaches(Role role, TicketState state) {
        return role != Role.HANDLER
                || state == TicketState.OPEN_CALL
                || Examples.ticketIn(state).lead() != null;
    }

    private static boolean holdsForTheExample(Guard guard) {
        return switch (guard) {
            case THE_BEST_PLAN_IS_CHOSEN,
                    ITS_UNIT_HAS_CLAIMED,
                    THE_CHOSEN_UNIT_HAS_CLAIMED,
                    AN_EXTENSION_IS_PENDING,
                    CAME_FROM_DISPATCHED,
                    CAME_FROM_IN_PROGRESS -> false;
            case THE_FIRST_CLAIM_TAKES_IT,
                    THE_CALL_IS_STILL_OPEN,
                    THE_PARTS_FIT,
                    THE_MILESTONE_IS_STILL_TO_REACH,
                    ITS_PART_IS_OPEN,
                    EVERY_ASSISTANT_HAS_SIGNED_OFF,
                    AN_ENTERPRISE_HAS_ITS_ANSWER,
                    MERGES_INTO_ANOTHER_LIVE_TICKET,
                    CLAIMS_FOR_ITS_OWN_UNIT,
                    NO_OBJECTION_AFTER_AN_OVERRULE,
                    THE_TIME_FOR_OBJECTIONS_IS_NOT_OVER,
                    NAMES_ANOTHER_UNIT,
                    UNIT_IS_NOT_YET_INVOLVED,
                    HANDLER_IS_ANOTHER_PERSON,
                    NO_EXTENSION_IS_PENDING,
                    THE_LEVEL_IS_ABOVE_THE_PRESENT_ONE,
                    NOT_YET_HARD,
                    AN_UNSOLVED_ANSWER_SAYS_WHY,
                    NOT_YET_RATED,
                    APPEALS_ONCE,
                    CAME_FROM_SUBMITTED -> true;
        };
    }

    private static RefusalCode expectedRefusal(TicketState state, CommandType type, Role role, List<Edge> rows) {
        if (state == TicketState.NEW) {
            return type == CommandType.SUBMIT ? RefusalCode.NOT_ALLOWED : RefusalCode.NOT_FOUND;
        }
        boolean unknownToHandler = role == Role.HANDLER
                && state != TicketState.OPEN_CALL
                && Examples.ticketIn(state).lead() == null;
        if (unknownToHandler) {
            return RefusalCode.NOT_FOUND;
        }
        if (rows.isEmpty()) {
            return RefusalCode.WRONG_STATE;
        }
        boolean roleReaches =
                rows.stream().anyMatch(edge -> edge.who().stream().anyMatch(grant -> grant.role() == role));
        return roleReaches ? RefusalCode.RULE : RefusalCode.NOT_ALLOWED;
    }

    @ParameterizedTest
    @MethodSource("everyEdge")
    void theMachineTakesEveryEdgeAlsoRepeatedly(Edge edge) {
        for (int time = 0; time < 3; time++) {
            assertThat(MACHINE.move(edge)).isEqualTo(edge.to());
        }
    }

    static List<Edge> everyEdge() {
        return TicketLifecycle.EDGES;
    }
}
