package org.zhuqi.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.zhuqi.contracts.Topics;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.testkit.TestPlatform;

/** What dispatch has asked of tickets so far, each command once however often it was told. */
final class AskedOfTickets {
    private final Map<CommandId, CommandMessage<?>> seen = new LinkedHashMap<>();
    private final Consumer<String, byte[]> reader = TestPlatform.kafka().reader("test-asked");

    /** In the order in which it was asked. */
    synchronized List<CommandMessage<?>> of(TicketId ticket) {
        if (reader.assignment().isEmpty()) {
            List<TopicPartition> partitions = reader.partitionsFor(Topics.COMMANDS).stream()
                    .map(info -> new TopicPartition(Topics.COMMANDS, info.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
        }
        var ends = reader.endOffsets(reader.assignment());
        while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
            reader.poll(Duration.ofMillis(100)).forEach(record -> {
                CommandMessage<?> message = Wire.readCommand(record);
                seen.putIfAbsent(message.commandId(), message);
            });
        }
        List<CommandMessage<?>> asked = new ArrayList<>();
        seen.values().stream()
                .filter(message -> message.ticketId().equals(ticket))
                .forEach(asked::add);
        return asked;
    }
}
