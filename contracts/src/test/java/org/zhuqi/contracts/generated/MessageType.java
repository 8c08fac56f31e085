package org.zhuqi.contracts.generated;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.zhuqi.contracts.clock.ClockEventType;
import org.zhuqi.contracts.clock.ClockMessage;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.dispatch.DispatchEventType;
import org.zhuqi.contracts.dispatch.DispatchMessage;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.event.EventType;
import tools.jackson.databind.JavaType;

/** A command or an event, as far as the documents treat both alike. */
record MessageType(Kind kind, String wireName, int version, String ceType, Class<?> payload, String zh) {

    enum Kind {
        COMMAND("command", "command", CommandMessage.class, Reading.STRICT),
        EVENT("event", "event", EventMessage.class, Reading.TOLERANT),
        CLOCK("clock", "event", ClockMessage.class, Reading.TOLERANT),
        DISPATCH("dispatch", "event", DispatchMessage.class, Reading.TOLERANT);

        private final String word;
        private final String field;
        private final Class<?> envelope;
        private final Reading reading;

        Kind(String word, String field, Class<?> envelope, Reading reading) {
            this.word = word;
            this.field = field;
            this.envelope = envelope;
            this.reading = reading;
        }

        /** The folder of its files. */
        String word() {
            return word;
        }

        /** The field of the envelope in which the payload lies. */
        String field() {
            return field;
        }

        Class<?> envelope() {
            return envelope;
        }

        Reading reading() {
            return reading;
        }
    }

    static List<MessageType> commands() {
        return Arrays.stream(CommandType.values()).map(MessageType::of).toList();
    }

    static List<MessageType> events() {
        return Arrays.stream(EventType.values()).map(MessageType::of).toList();
    }

    static List<MessageType> clocks() {
        return Arrays.stream(ClockEventType.values()).map(MessageType::of).toList();
    }

    static List<MessageType> dispatches() {
        return Arrays.stream(DispatchEventType.values()).map(MessageType::of).toList();
    }

    static MessageType of(DispatchEventType type) {
        return new MessageType(
                Kind.DISPATCH, type.wireName(), type.version(), type.ceType(), type.recordType(), type.zh());
    }

    static MessageType of(ClockEventType type) {
        return new MessageType(
                Kind.CLOCK, type.wireName(), type.version(), type.ceType(), type.recordType(), type.zh());
    }

    static MessageType of(CommandType type) {
        return new MessageType(
                Kind.COMMAND, type.wireName(), type.version(), type.ceType(), type.recordType(), type.zh());
    }

    static MessageType of(EventType type) {
        return new MessageType(
                Kind.EVENT, type.wireName(), type.version(), type.ceType(), type.recordType(), type.zh());
    }

    static List<MessageType> all() {
        return Stream.of(commands(), events(), clocks(), dispatches())
                .flatMap(List::stream)
                .toList();
    }

    /** Such as {@code command/dispatch.v1.json}. */
    Path file() {
        return Path.of(kind.word(), "%s.v%d.json".formatted(wireName, version));
    }

    /** Such as {@code urn:zhuqi:schema:command:dispatch:v1}. */
    String urn() {
        return urn(kind.word(), wireName, version);
    }

    static String urn(String folder, String name, int version) {
        return "urn:zhuqi:schema:%s:%s:v%d".formatted(folder, name, version);
    }

    String title() {
        return wireName + ' ' + zh;
    }

    /** The envelope with this payload, as Jackson must know it. */
    JavaType messageType() {
        return Json.MAPPER.getTypeFactory().constructParametricType(kind.envelope(), payload);
    }

    @Override
    public String toString() {
        return kind.word() + ' ' + wireName;
    }
}
