package org.zhuqi.bench;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.platform.calendar.CalendarRules;
import org.zhuqi.ticket.domain.Deciding;
import org.zhuqi.ticket.domain.Decision;
import org.zhuqi.ticket.domain.Ticket;
import org.zhuqi.ticket.machine.TicketStateMachine;

/** One ticket's life as the engine decides it, without a database and without Kafka. */
final class PureLife {
    private static final String POLICY = "135-staged@1";
    private static final TicketNumber NUMBER = new TicketNumber("QT-2026-000042");

    private final Deciding deciding = new Deciding(CalendarRules.CHINA);
    private final TicketStateMachine machine = new TicketStateMachine();
    private final List<CommandMessage<?>> commands = new Lifecycles(1).oneLife();

    List<CommandMessage<?>> commands() {
        return commands;
    }

    /** Decides all commands, moves the machine and folds the events, as {@code Batch} does. */
    Ticket decideAll() {
        Ticket ticket = null;
        for (CommandMessage<?> command : commands) {
            ticket = after(ticket, command, decide(ticket, command));
        }
        return java.util.Objects.requireNonNull(ticket);
    }

    private Decision.Accepted decide(@Nullable Ticket ticket, CommandMessage<?> command) {
        if (deciding.decide(ticket, command, id -> null, null) instanceof Decision.Accepted accepted) {
            machine.move(accepted.edge());
            return accepted;
        }
        throw new IllegalStateException("the engine refused " + command);
    }

    private static Ticket after(@Nullable Ticket ticket, CommandMessage<?> command, Decision.Accepted accepted) {
        return Ticket.apply(
                ticket,
                new Ticket.Step(
                        command.ticketId(),
                        command.district(),
                        command.actor().account(),
                        accepted.edge().to(),
                        command.businessTime(),
                        POLICY,
                        accepted.event()));
    }

    /** As they are published. */
    List<EventMessage<?>> events() {
        List<EventMessage<?>> events = new ArrayList<>();
        Ticket ticket = null;
        for (CommandMessage<?> command : commands) {
            Decision.Accepted accepted = decide(ticket, command);
            ticket = after(ticket, command, accepted);
            events.add(new EventMessage<>(
                    command.ticketId(),
                    NUMBER,
                    events.size() + 1,
                    command.district(),
                    command.commandId(),
                    command.actor(),
                    command.businessTime(),
                    command.businessTime(),
                    POLICY,
                    accepted.edge().to(),
                    1,
                    null,
                    accepted.event()));
        }
        return events;
    }

    static ConsumerRecord<String, byte[]> received(ProducerRecord<String, byte[]> sent) {
        var received = new ConsumerRecord<>(sent.topic(), 0, 0L, sent.key(), sent.value());
        sent.headers().forEach(received.headers()::add);
        return received;
    }
}
