package org.zhuqi.ticket.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.lifecycle.Edge;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketLifecycle;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.ticket.machine.TicketStateMachine;

/** Random lives of tickets: engine, state machine and a plain walk over the table must agree at every step. */
class RandomWalkProperties {
    private static final TicketStateMachine MACHINE = new TicketStateMachine();
    private final Deciding deciding = new Deciding(ZoneId.of("Asia/Shanghai"));

    record Attempt(CommandType command, Role role) {}

    @Provide
    Arbitrary<List<Attempt>> lives() {
        Arbitrary<Attempt> likely = Arbitraries.of(TicketLifecycle.EDGES)
                .map(edge -> new Attempt(edge.command(), edge.who().getFirst().role()));
        return likely.list().ofMinSize(10).ofMaxSize(60);
    }

    @Property(tries = 500)
    void everyStepIsAnEdgeAndEveryRefusalLeavesNoTrace(@ForAll("lives") List<Attempt> life) {
        @Nullable Ticket ticket = submit();
        for (Attempt attempt : life) {
            Ticket before = ticket;
            CommandMessage<?> message = Examples.message(actor(attempt, before), Examples.command(attempt.command()));
            switch (deciding.decide(before, message, id -> Examples.ticketIn(TicketState.IN_PROGRESS), null)) {
                case Decision.Refused refused -> assertThat(ticket).isSameAs(before);
                case Decision.Accepted accepted -> {
                    Edge edge = accepted.edge();
                    assertThat(TicketLifecycle.EDGES).contains(edge);
                    assertThat(edge.from()).isEqualTo(before.state());
                    assertThat(edge.command()).isEqualTo(attempt.command());
                    TicketState reached = MACHINE.move(edge);
                    ticket = Ticket.apply(
                            before,
                            new Ticket.Step(
                                    Examples.TICKET,
                                    Examples.QT,
                                    message.actor().account(),
                                    reached,
                                    Examples.NOON,
                                    null,
                                    accepted.event()));
                    assertThat(ticket.state()).isEqualTo(edge.to());
                    assertThat(ticket.version()).isEqualTo(before.version() + 1);
                    assertThat(ticket.round()).isBetween(before.round(), before.round() + 1);
                }
            }
        }
    }

    private Ticket submit() {
        CommandMessage<?> message =
                Examples.message(Examples.actor(Role.OFFICER), Examples.command(CommandType.SUBMIT));
        Decision.Accepted accepted = (Decision.Accepted) deciding.decide(null, message, id -> null, null);
        return Ticket.apply(
                null,
                new Ticket.Step(
                        Examples.TICKET,
                        Examples.QT,
                        message.actor().account(),
                        accepted.edge().to(),
                        Examples.NOON,
                        "135-staged@1",
                        accepted.event()));
    }

    private static Actor actor(Attempt attempt, Ticket ticket) {
        Role role = attempt.role();
        if (attempt.command() == CommandType.SIGN_OFF && !ticket.assistants().isEmpty()) {
            return Examples.handlerOf(ticket.assistants().getFirst());
        }
        return role == Role.HANDLER && ticket.lead() != null ? Examples.handlerOf(ticket.lead()) : Examples.actor(role);
    }
}
