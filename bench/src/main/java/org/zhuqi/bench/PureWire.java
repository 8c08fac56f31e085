package org.zhuqi.bench;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.platform.messaging.HashChain;
import org.zhuqi.platform.messaging.Wire;

/** Messages as they are on Kafka: one of each of the six of a life, with texts as long as people write. */
@State(Scope.Benchmark)
public class PureWire {
    private static final int MESSAGES = 6;
    private static final String SOURCE = "/zhuqi/bench";

    private final List<CommandMessage<?>> commands;
    private final List<ConsumerRecord<String, byte[]>> commandRecords;
    private final List<EventMessage<?>> events;
    private final List<byte[]> bodies;

    public PureWire() {
        PureLife life = new PureLife();
        commands = life.commands();
        commandRecords = commands.stream()
                .map(command -> PureLife.received(Wire.command(command, SOURCE)))
                .toList();
        events = life.events();
        bodies = events.stream().map(Wire::eventBody).toList();
    }

    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public void writeACommand(Blackhole hole) {
        commands.forEach(command -> hole.consume(Wire.command(command, SOURCE)));
    }

    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public void readACommand(Blackhole hole) {
        commandRecords.forEach(record -> hole.consume(Wire.readCommand(record)));
    }

    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public void writeAnEvent(Blackhole hole) {
        events.forEach(event -> hole.consume(Wire.eventBody(event)));
    }

    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public void readAnEvent(Blackhole hole) {
        for (int i = 0; i < MESSAGES; i++) {
            hole.consume(Wire.readEventBody(events.get(i).type(), bodies.get(i)));
        }
    }

    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public byte[] chainAnEvent() {
        byte[] hash = HashChain.start();
        for (byte[] body : bodies) {
            hash = HashChain.next(hash, body);
        }
        return hash;
    }
}
