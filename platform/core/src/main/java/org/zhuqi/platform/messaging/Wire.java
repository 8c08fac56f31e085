package org.zhuqi.platform.messaging;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Topics;
import org.zhuqi.contracts.catalogue.CatalogueEntry;
import org.zhuqi.contracts.clock.ClockEventType;
import org.zhuqi.contracts.clock.ClockMessage;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.command.CommandOutcome;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.directory.DirectoryEntryType;
import org.zhuqi.contracts.dispatch.DispatchEventType;
import org.zhuqi.contracts.dispatch.DispatchMessage;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.event.EventType;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.schema.Contract;
import org.zhuqi.contracts.trial.TrialAnswer;
import org.zhuqi.contracts.trial.TrialAsked;
import org.zhuqi.contracts.trial.TrialMessage;
import org.zhuqi.contracts.trial.TrialMessageType;
import org.zhuqi.platform.json.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;

/** Contract messages to Kafka records and back. */
public final class Wire {
    private static final Map<CommandType, ObjectReader> COMMAND_READERS = new EnumMap<>(CommandType.class);
    private static final Map<EventType, ObjectReader> EVENT_READERS = new EnumMap<>(EventType.class);
    private static final Map<ClockEventType, ObjectReader> CLOCK_READERS = new EnumMap<>(ClockEventType.class);
    private static final Map<DirectoryEntryType, ObjectReader> DIRECTORY_READERS =
            new EnumMap<>(DirectoryEntryType.class);
    private static final Map<DispatchEventType, ObjectReader> DISPATCH_READERS = new EnumMap<>(DispatchEventType.class);
    private static final Map<TrialMessageType, ObjectReader> TRIAL_READERS = new EnumMap<>(TrialMessageType.class);
    private static final ObjectReader CATALOGUE_READER = Json.MAPPER.readerFor(CatalogueEntry.class);
    private static final ObjectReader OUTCOME_READER = Json.MAPPER.readerFor(CommandOutcome.class);

    static {
        var types = Json.MAPPER.getTypeFactory();
        Arrays.stream(CommandType.values())
                .forEach(type -> COMMAND_READERS.put(
                        type,
                        Json.MAPPER.readerFor(types.constructParametricType(CommandMessage.class, type.recordType()))));
        Arrays.stream(EventType.values())
                .forEach(type -> EVENT_READERS.put(
                        type,
                        Json.MAPPER.readerFor(types.constructParametricType(EventMessage.class, type.recordType()))));
        Arrays.stream(ClockEventType.values())
                .forEach(type -> CLOCK_READERS.put(
                        type,
                        Json.MAPPER.readerFor(types.constructParametricType(ClockMessage.class, type.recordType()))));
        Arrays.stream(DispatchEventType.values())
                .forEach(type -> DISPATCH_READERS.put(
                        type,
                        Json.MAPPER.readerFor(
                                types.constructParametricType(DispatchMessage.class, type.recordType()))));
        Arrays.stream(TrialMessageType.values())
                .forEach(type -> TRIAL_READERS.put(type, Json.MAPPER.readerFor(type.recordType())));
        Arrays.stream(DirectoryEntryType.values())
                .forEach(type -> DIRECTORY_READERS.put(type, Json.MAPPER.readerFor(type.recordType())));
    }

    private Wire() {}

    public static ProducerRecord<String, byte[]> command(CommandMessage<?> message, String source) {
        var record = keyed(Topics.COMMANDS, message.ticketId(), Json.MAPPER.writeValueAsBytes(message));
        CloudEventHeaders.put(
                record.headers(),
                message.commandId().text(),
                message.type().ceType(),
                source,
                message.ticketId().text(),
                message.businessTime().toString());
        return record;
    }

    /**
     * @throws UnreadableMessageException if the record is none of the commands that this version knows, in the form that
     *     its contract asks for
     */
    public static CommandMessage<?> readCommand(ConsumerRecord<String, byte[]> record) {
        String name = requireHeader(record, CloudEventHeaders.TYPE);
        CommandType type = CommandType.byCeType(name)
                .orElseThrow(() -> new UnreadableMessageException("there is no command of type '" + name + "'"));
        CommandMessage<?> message = (CommandMessage<?>) read(record, readerOf(COMMAND_READERS, type));
        if (!message.ticketId().text().equals(record.key())) {
            throw new UnreadableMessageException(
                    "the record's key '%s' is not its ticket %s".formatted(record.key(), message.ticketId()));
        }
        if (!requireHeader(record, CloudEventHeaders.ID)
                .equals(message.commandId().text())) {
            throw new UnreadableMessageException("the record's id is not that of its command " + message.commandId());
        }
        return message;
    }

    public static byte[] eventBody(EventMessage<?> message) {
        return Json.MAPPER.writeValueAsBytes(message);
    }

    /** A stored event as a record; the body is passed as it was hashed, byte for byte. */
    public static ProducerRecord<String, byte[]> event(StoredEvent event) {
        var record = keyed(Topics.EVENTS, event.ticketId(), event.body());
        CloudEventHeaders.put(
                record.headers(),
                event.ticketId() + "/" + event.sequence(),
                event.type().ceType(),
                "/zhuqi/ticket",
                event.ticketId().text(),
                event.occurredAt().toString());
        CloudEventHeaders.put(record.headers(), CloudEventHeaders.SEQUENCE, Long.toString(event.sequence()));
        CloudEventHeaders.put(
                record.headers(),
                CloudEventHeaders.PREVIOUS_HASH,
                HexFormat.of().formatHex(event.previousHash()));
        CloudEventHeaders.put(
                record.headers(), CloudEventHeaders.HASH, HexFormat.of().formatHex(event.hash()));
        return record;
    }

    /** @throws UnreadableMessageException if the record is not an event that this version knows */
    public static EventMessage<?> readEvent(ConsumerRecord<String, byte[]> record) {
        String name = requireHeader(record, CloudEventHeaders.TYPE);
        EventType type = EventType.byCeType(name)
                .orElseThrow(() -> new UnreadableMessageException("there is no event of type '" + name + "'"));
        return (EventMessage<?>) read(record, readerOf(EVENT_READERS, type));
    }

    /** Reads an event's stored body; the caller knows the type. */
    public static EventMessage<?> readEventBody(EventType type, byte[] body) {
        return readerOf(EVENT_READERS, type).readValue(body);
    }

    public static ProducerRecord<String, byte[]> clock(ClockMessage<?> message) {
        var record = keyed(Topics.CLOCKS, message.ticketId(), Json.MAPPER.writeValueAsBytes(message));
        CloudEventHeaders.put(
                record.headers(),
                message.ticketId() + "/clock/" + message.sequence(),
                message.type().ceType(),
                "/zhuqi/timeliness",
                message.ticketId().text(),
                message.occurredAt().toString());
        CloudEventHeaders.put(record.headers(), CloudEventHeaders.SEQUENCE, Long.toString(message.sequence()));
        return record;
    }

    /** @throws UnreadableMessageException if the record is not a clock event that this version knows */
    public static ClockMessage<?> readClock(ConsumerRecord<String, byte[]> record) {
        String name = requireHeader(record, CloudEventHeaders.TYPE);
        ClockEventType type = ClockEventType.byCeType(name)
                .orElseThrow(() -> new UnreadableMessageException("there is no clock event of type '" + name + "'"));
        return (ClockMessage<?>) read(record, readerOf(CLOCK_READERS, type));
    }

    /** Reads a clock event that was kept as text; the caller knows the type. */
    public static ClockMessage<?> readClockBody(ClockEventType type, String body) {
        return readerOf(CLOCK_READERS, type).readValue(body);
    }

    /** Reads a command that was kept as text; the caller knows the type. */
    public static CommandMessage<?> readCommandBody(CommandType type, String body) {
        return readerOf(COMMAND_READERS, type).readValue(body);
    }

    public static ProducerRecord<String, byte[]> dispatch(DispatchMessage<?> message) {
        var record =
                new ProducerRecord<>(Topics.DISPATCH, message.subject().text(), Json.MAPPER.writeValueAsBytes(message));
        CloudEventHeaders.put(
                record.headers(),
                message.subject() + "/" + message.sequence(),
                message.type().ceType(),
                "/zhuqi/dispatch",
                message.subject().text(),
                message.occurredAt().toString());
        CloudEventHeaders.put(record.headers(), CloudEventHeaders.SEQUENCE, Long.toString(message.sequence()));
        return record;
    }

    /** @throws UnreadableMessageException if the record is not a dispatch event that this version knows */
    public static DispatchMessage<?> readDispatch(ConsumerRecord<String, byte[]> record) {
        String name = requireHeader(record, CloudEventHeaders.TYPE);
        DispatchEventType type = DispatchEventType.byCeType(name)
                .orElseThrow(() -> new UnreadableMessageException("there is no dispatch event of type '" + name + "'"));
        return (DispatchMessage<?>) read(record, readerOf(DISPATCH_READERS, type));
    }

    /** Reads a dispatch event that was kept as text; the caller knows the type. */
    public static DispatchMessage<?> readDispatchBody(DispatchEventType type, String body) {
        return readerOf(DISPATCH_READERS, type).readValue(body);
    }

    /** A rule on {@link Topics#RULES}; the key says what it is about, the last one on a key counts. */
    public static ProducerRecord<String, byte[]> rule(String key, String ceType, Record rule, Instant at) {
        var record = new ProducerRecord<>(Topics.RULES, key, Json.MAPPER.writeValueAsBytes(rule));
        CloudEventHeaders.put(record.headers(), key + "@" + at, ceType, "/zhuqi/timeliness", key, at.toString());
        return record;
    }

    /** @return empty if the rule is of another kind, perhaps one that only a newer version knows */
    public static <R extends Record> Optional<R> readRule(
            ConsumerRecord<String, byte[]> record, String ceType, Class<R> kind) {
        return requireHeader(record, CloudEventHeaders.TYPE).equals(ceType)
                ? Optional.of(kind.cast(read(record, Json.MAPPER.readerFor(kind))))
                : Optional.empty();
    }

    /** An entry on {@link Topics#DIRECTORY}; the last one on a key counts. */
    public static ProducerRecord<String, byte[]> directoryEntry(DirectoryEntry entry, Instant at) {
        String key = entry.key();
        var record = new ProducerRecord<>(Topics.DIRECTORY, key, Json.MAPPER.writeValueAsBytes(entry));
        CloudEventHeaders.put(
                record.headers(),
                key + "@" + at,
                DirectoryEntryType.of(entry).ceType(),
                "/zhuqi/directory",
                key,
                at.toString());
        return record;
    }

    /**
     * @return empty if the entry is of a kind that only a newer version knows
     * @throws UnreadableMessageException if the record is not what its type says
     */
    public static Optional<DirectoryEntry> readDirectoryEntry(ConsumerRecord<String, byte[]> record) {
        Optional<DirectoryEntry> entry = DirectoryEntryType.byCeType(requireHeader(record, CloudEventHeaders.TYPE))
                .map(type -> (DirectoryEntry) read(record, readerOf(DIRECTORY_READERS, type)));
        entry.ifPresent(known -> requireKey(record, known.key()));
        return entry;
    }

    /** Under another key it would hide the entry that it is said to be, and outlive it. */
    private static void requireKey(ConsumerRecord<String, byte[]> record, String key) {
        if (!key.equals(record.key())) {
            throw new UnreadableMessageException(
                    "the record's key '%s' is not its entry's %s".formatted(record.key(), key));
        }
    }

    /** Reads an entry that was kept as text; the caller knows the type. */
    public static DirectoryEntry readDirectoryBody(DirectoryEntryType type, String body) {
        return readerOf(DIRECTORY_READERS, type).readValue(body);
    }

    /** An item on {@link Topics#CATALOGUE}; the last one on a key counts. */
    public static ProducerRecord<String, byte[]> catalogueEntry(CatalogueEntry entry, Instant at) {
        String key = entry.key();
        var record = new ProducerRecord<>(Topics.CATALOGUE, key, Json.MAPPER.writeValueAsBytes(entry));
        CloudEventHeaders.put(
                record.headers(), key + "@" + at, CatalogueEntry.CE_TYPE, "/zhuqi/intake", key, at.toString());
        return record;
    }

    /**
     * @return empty if it is of a kind that only a newer version knows
     * @throws UnreadableMessageException if the record is not what its type says
     */
    public static Optional<CatalogueEntry> readCatalogueEntry(ConsumerRecord<String, byte[]> record) {
        if (!requireHeader(record, CloudEventHeaders.TYPE).equals(CatalogueEntry.CE_TYPE)) {
            return Optional.empty();
        }
        CatalogueEntry entry = (CatalogueEntry) read(record, CATALOGUE_READER);
        requireKey(record, entry.key());
        return Optional.of(entry);
    }

    /** @param at when it was asked */
    public static ProducerRecord<String, byte[]> trialAsked(TrialAsked asked, Instant at) {
        return trial(Topics.TRIALS, asked, asked.trial().text(), "/zhuqi/metrics", at);
    }

    /** @throws UnreadableMessageException if the record does not ask for a trial */
    public static TrialAsked readTrialAsked(ConsumerRecord<String, byte[]> record) {
        if (readTrial(record) instanceof TrialAsked asked) {
            return asked;
        }
        throw new UnreadableMessageException("the record does not ask for a trial");
    }

    /**
     * @param number of the message among those of the answer: 1, 2, 3
     * @param at when the trial was asked for, so that an answer that is given again is the same
     */
    public static ProducerRecord<String, byte[]> trialAnswer(TrialAnswer answer, int number, Instant at) {
        return trial(Topics.TRIAL_READINGS, answer, answer.trial() + "/" + number, "/zhuqi/timeliness", at);
    }

    /** @throws UnreadableMessageException if the record is not of an answer to a trial */
    public static TrialAnswer readTrialAnswer(ConsumerRecord<String, byte[]> record) {
        if (readTrial(record) instanceof TrialAnswer answer) {
            return answer;
        }
        throw new UnreadableMessageException("the record does not answer a trial");
    }

    private static ProducerRecord<String, byte[]> trial(
            String topic, TrialMessage message, String id, String source, Instant at) {
        String key = message.trial().text();
        var record = new ProducerRecord<>(topic, key, Json.MAPPER.writeValueAsBytes(message));
        CloudEventHeaders.put(record.headers(), id, TrialMessageType.of(message).ceType(), source, key, at.toString());
        return record;
    }

    private static TrialMessage readTrial(ConsumerRecord<String, byte[]> record) {
        String name = requireHeader(record, CloudEventHeaders.TYPE);
        TrialMessageType type = TrialMessageType.byCeType(name)
                .orElseThrow(() -> new UnreadableMessageException("no message about trials is of type '" + name + "'"));
        TrialMessage message = (TrialMessage) read(record, readerOf(TRIAL_READERS, type));
        if (!message.trial().text().equals(record.key())) {
            throw new UnreadableMessageException(
                    "the record's key '%s' is not its trial %s".formatted(record.key(), message.trial()));
        }
        return message;
    }

    public static ProducerRecord<String, byte[]> outcome(CommandOutcome outcome) {
        var record = keyed(Topics.OUTCOMES, outcome.ticketId(), Json.MAPPER.writeValueAsBytes(outcome));
        CloudEventHeaders.put(
                record.headers(),
                outcome.commandId().text(),
                CommandOutcome.CE_TYPE,
                "/zhuqi/ticket",
                outcome.ticketId().text(),
                outcome.decidedAt().toString());
        return record;
    }

    /** @throws UnreadableMessageException if the record is not an outcome */
    public static CommandOutcome readOutcome(ConsumerRecord<String, byte[]> record) {
        return (CommandOutcome) read(record, OUTCOME_READER);
    }

    private static ProducerRecord<String, byte[]> keyed(String topic, TicketId key, byte[] value) {
        return new ProducerRecord<>(topic, key.text(), value);
    }

    private static <T> ObjectReader readerOf(Map<T, ObjectReader> readers, T type) {
        ObjectReader reader = readers.get(type);
        if (reader == null) {
            throw new IllegalStateException("no reader for " + type);
        }
        return reader;
    }

    private static Record read(ConsumerRecord<String, byte[]> record, ObjectReader reader) {
        byte[] value = record.value();
        if (value == null) {
            throw new UnreadableMessageException("the record has no value");
        }
        try {
            Record message = reader.readValue(value);
            if (message == null) {
                throw new UnreadableMessageException("the record's value is null");
            }
            return Contract.check(message);
        } catch (JacksonException e) {
            throw new UnreadableMessageException(e.getOriginalMessage(), e);
        } catch (Contract.BrokenContractException | IllegalArgumentException e) {
            throw new UnreadableMessageException(String.valueOf(e.getMessage()), e);
        }
    }

    private static String requireHeader(ConsumerRecord<?, ?> record, String name) {
        String value = CloudEventHeaders.text(record.headers(), name);
        if (value == null) {
            throw new UnreadableMessageException("the record has no header '" + name + "'");
        }
        return value;
    }

    /** A record that cannot be understood. Reading it again will not help. */
    public static final class UnreadableMessageException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public UnreadableMessageException(String message) {
            super(message);
        }

        UnreadableMessageException(@Nullable String message, Throwable cause) {
            super(message, cause);
        }
    }
}
