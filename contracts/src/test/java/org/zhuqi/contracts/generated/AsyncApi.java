package org.zhuqi.contracts.generated;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Topics;
import org.zhuqi.contracts.command.CommandOutcome;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** The AsyncAPI 3.0 document: what lies on which topic, who writes it, who reads it. Schemas stay in their own files. */
final class AsyncApi {
    static final Path FILE = CommittedFiles.RESOURCES.resolve("asyncapi.yaml");

    /** As platform/core's {@code Wire} names it. */
    private static final String OUTCOME = CommandOutcome.CE_TYPE;

    private static final String DEAD_COMMAND = "zhuqi.ticket.dead-command";
    private static final Duration TRIALS_STAY = Duration.ofDays(7);
    private static final String KAFKA_BINDING = "0.5.0";
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .enable(YAMLWriteFeature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();

    /** One topic; {@code retention} null: for ever. */
    private record Channel(
            String name,
            String topic,
            String action,
            @Nullable Duration retention,
            String about,
            List<String> messages) {}

    private static final ObjectNode TICKET_KEY = string("The ticket id.").put("format", "uuid");

    private static final Map<String, String> HEADER_EXAMPLES = Map.of(
            "ce_specversion", "1.0",
            "ce_id", "018768b8-6a28-7dba-af26-33312f7f20a2/3",
            "ce_type", "zhuqi.ticket.dispatched.v1",
            "ce_source", "/zhuqi/ticket",
            "ce_subject", "018768b8-6a28-7dba-af26-33312f7f20a2",
            "ce_time", "2023-04-10T02:05:00Z",
            "content-type", "application/json",
            "traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

    private AsyncApi() {}

    /** Those that are described. */
    static List<String> topics() {
        return channels().stream().map(Channel::topic).toList();
    }

    static String text() {
        return "# Generated from the records in contracts. " + CommittedFiles.COMMAND + "\n"
                + YAML.writeValueAsString(document());
    }

    private static List<Channel> channels() {
        return List.of(
                new Channel(
                        "commands",
                        Topics.COMMANDS,
                        "receive",
                        Duration.ofDays(30),
                        "What callers ask for. On disk before it is acknowledged.",
                        ceTypes(MessageType.commands())),
                new Channel(
                        "events",
                        Topics.EVENTS,
                        "send",
                        null,
                        "What happened: in order, numbered without gaps and hash-chained per ticket, at least once.",
                        ceTypes(MessageType.events())),
                new Channel(
                        "outcomes",
                        Topics.OUTCOMES,
                        "send",
                        Duration.ofDays(1),
                        "What became of each command, for whoever waits for it.",
                        List.of(OUTCOME)),
                new Channel(
                        "deadCommands",
                        Topics.DEAD_COMMANDS,
                        "send",
                        Duration.ofDays(90),
                        "Commands that could not be read or made the code throw, for an operator.",
                        List.of(DEAD_COMMAND)),
                new Channel(
                        "clocks",
                        Topics.CLOCKS,
                        "send",
                        null,
                        "What the clocks of tickets tell: in order, numbered without gaps per ticket, at least once.",
                        ceTypes(MessageType.clocks())),
                new Channel(
                        "dispatches",
                        Topics.DISPATCH,
                        "send",
                        null,
                        "What happens beside tickets, such as visits: in order, numbered without gaps per subject, at least once.",
                        ceTypes(MessageType.dispatches())),
                new Channel(
                        "rules",
                        Topics.RULES,
                        "send",
                        null,
                        "The rules by which time is counted. Compacted: the last word on each key counts.",
                        Announcement.Kind.RULE.ceTypes()),
                new Channel(
                        "directory",
                        Topics.DIRECTORY,
                        "send",
                        null,
                        "Who is who, without personal data. Compacted: the last word on each key counts.",
                        Announcement.Kind.ENTRY.ceTypes()),
                new Channel(
                        "catalogue",
                        Topics.CATALOGUE,
                        "send",
                        null,
                        "The menu of every district. Compacted: the last word on each item counts.",
                        Announcement.Kind.ITEM.ceTypes()),
                new Channel(
                        "trials",
                        Topics.TRIALS,
                        "send",
                        TRIALS_STAY,
                        "Which policy is to be tried on which past tickets.",
                        Announcement.Kind.TRIAL.ceTypes()),
                new Channel(
                        "trialReadings",
                        Topics.TRIAL_READINGS,
                        "send",
                        TRIALS_STAY,
                        "What the clocks of those tickets would have been: in order per trial, at least once.",
                        Announcement.Kind.TRIAL_ANSWER.ceTypes()));
    }

    private static boolean isCompacted(Channel channel) {
        return Topics.COMPACTED.contains(channel.topic());
    }

    private static boolean hasOnePartition(Channel channel) {
        return Topics.OF_ONE_PARTITION.contains(channel.topic());
    }

    private static ObjectNode document() {
        ObjectNode document = object().put("asyncapi", "3.0.0");
        ObjectNode info = document.putObject("info");
        info.put("title", "Zhuqi 助企通")
                .put("version", "1.0.0")
                .put(
                        "description",
                        "The requests of enterprises (点单 – 派单 – 接单) as commands, events and outcomes on Kafka. "
                                + "CloudEvents 1.0 in binary mode: the attributes are headers, the value is the JSON body. "
                                + "A type's number (v1) stays while only fields are added; what would break a reader gets "
                                + "the next number and is sent beside the old one.");
        info.putObject("contact").put("name", "Zhuqi 助企通");
        info.putObject("license").put("name", "Apache-2.0").put("url", "https://www.apache.org/licenses/LICENSE-2.0");
        info.putArray("tags").addObject().put("name", "tickets").put("description", "点单、派单、接单");
        document.set("servers", servers());
        document.put("defaultContentType", "application/json");
        ObjectNode channels = document.putObject("channels");
        ObjectNode operations = document.putObject("operations");
        for (Channel channel : channels()) {
            channels.set(channel.name(), channel(channel));
            operations.set(operationName(channel), operation(channel));
        }
        ObjectNode components = document.putObject("components");
        components.set("messages", messages());
        components.putObject("schemas").setAll(headerSchemas());
        return document;
    }

    private static ObjectNode servers() {
        ObjectNode servers = object();
        ObjectNode installation = servers.putObject("installation");
        installation
                .put("host", "{broker}")
                .put("protocol", "kafka")
                .put(
                        "description",
                        "The brokers of an installation; its operator gives readers what they need to log in.");
        installation
                .putObject("variables")
                .putObject("broker")
                .put("default", "127.0.0.1:9092")
                .put("description", "Host and port of one broker; it names the others.");
        return servers;
    }

    private static String operationName(Channel channel) {
        return channel.action()
                + Character.toUpperCase(channel.name().charAt(0))
                + channel.name().substring(1);
    }

    private static ObjectNode channel(Channel channel) {
        ObjectNode node = object().put("address", channel.topic())
                .put(
                        "description",
                        channel.about()
                                + (hasOnePartition(channel) || channel.topic().equals(Topics.DISPATCH)
                                        ? " The record's key is what the message is about."
                                        : " The record's key is the ticket id."));
        ObjectNode messages = node.putObject("messages");
        for (String message : channel.messages()) {
            messages.set(message, reference("#/components/messages/" + message));
        }
        ObjectNode kafka = object().put("topic", channel.topic())
                .put("partitions", hasOnePartition(channel) ? 1 : Topics.DEFAULT_PARTITIONS);
        ObjectNode settings = kafka.putObject("topicConfiguration");
        settings.putArray("cleanup.policy").add(isCompacted(channel) ? "compact" : "delete");
        settings.put(
                "retention.ms",
                channel.retention() == null ? -1 : channel.retention().toMillis());
        node.set("bindings", kafkaBinding(kafka));
        return node;
    }

    private static ObjectNode operation(Channel channel) {
        ObjectNode node = object().put("action", channel.action());
        node.set("channel", reference("#/channels/" + channel.name()));
        return node.put("summary", channel.about())
                .put(
                        "description",
                        channel.action().equals("receive")
                                ? "The system reads it. Others file through the HTTP interface, which checks and stamps."
                                : "The system writes it; read it with a consumer group of your own, and expect a record again after a failure.");
    }

    private static ObjectNode messages() {
        ObjectNode messages = object();
        for (MessageType type : MessageType.all()) {
            String word = type.kind().word();
            String headers = switch (type.kind()) {
                case COMMAND -> "CloudEventHeaders";
                case EVENT -> "EventHeaders";
                case CLOCK, DISPATCH -> "NumberedHeaders";
            };
            ObjectNode message = message(
                    type.ceType(),
                    type.title(),
                    RecordSchema.about(type.payload()),
                    headers,
                    type.kind() == MessageType.Kind.DISPATCH ? string("The subject's id.") : TICKET_KEY,
                    type.ceType());
            ArrayNode parts = message.putObject("payload").putArray("allOf");
            parts.add(reference("./schema/envelope/" + word + ".v1.json"));
            ObjectNode payload = parts.addObject().put("type", "object");
            payload.putObject("properties")
                    .set(
                            type.kind().field(),
                            reference("./schema/" + type.file().toString().replace('\\', '/')));
            addExample(message, type.wireName(), Examples.of(type));
            messages.set(type.ceType(), message);
        }
        ObjectNode outcome = message(
                OUTCOME,
                "command-outcome 指令结果",
                RecordSchema.about(CommandOutcome.class),
                "CloudEventHeaders",
                TICKET_KEY,
                OUTCOME);
        outcome.set("payload", reference("./schema/envelope/outcome.v1.json"));
        Examples.OUTCOMES.forEach(verdict -> addExample(outcome, verdict, Examples.ofOutcome(verdict)));
        messages.set(OUTCOME, outcome);
        messages.set(DEAD_COMMAND, deadCommand());
        for (Announcement announcement : Announcement.ALL) {
            ObjectNode message = message(
                    announcement.ceType(),
                    announcement.title(),
                    RecordSchema.about(announcement.message().getClass()),
                    "CloudEventHeaders",
                    string("What the message is about, such as %s.".formatted(announcement.key())),
                    announcement.ceType());
            message.set("payload", reference("./schema/envelope/%s.v1.json".formatted(announcement.name())));
            addExample(message, announcement.name(), Examples.of(announcement));
            messages.set(announcement.ceType(), message);
        }
        return messages;
    }

    /** Whatever came, as it came: it may be no command at all. */
    private static ObjectNode deadCommand() {
        ObjectNode message = object().put("name", DEAD_COMMAND)
                .put("title", "dead command 死信")
                .put(
                        "summary",
                        "The record as it came, with its own headers; the reason is in the header "
                                + Topics.DEAD_REASON_HEADER + ", where it stood in " + Topics.DEAD_ORIGIN_HEADER + ".");
        message.set("headers", object().put("type", "object"));
        message.putObject("payload").put("description", "Any bytes: it may not even be JSON.");
        addExample(message, "no-json", Json.MAPPER.getNodeFactory().stringNode("{\"commandId\": "));
        return message;
    }

    private static ObjectNode message(
            String name, String title, String about, String headers, ObjectNode key, String ceType) {
        ObjectNode message = object().put("name", name)
                .put("title", title)
                .put("summary", about)
                .put("contentType", "application/json");
        ArrayNode parts = message.putObject("headers").put("type", "object").putArray("allOf");
        parts.add(reference("#/components/schemas/" + headers));
        ObjectNode named = parts.addObject().put("type", "object");
        named.putObject("properties").putObject("ce_type").put("const", ceType);
        message.set("bindings", kafkaBinding(object().set("key", key)));
        return message;
    }

    private static void addExample(ObjectNode message, String name, JsonNode payload) {
        message.withArray("examples").addObject().put("name", name).set("payload", payload);
    }

    private static ObjectNode headerSchemas() {
        ObjectNode schemas = object();
        ObjectNode common = schemas.putObject("CloudEventHeaders")
                .put("type", "object")
                .put("description", "CloudEvents attributes and trace context, as UTF-8 header values.");
        common.putArray("required")
                .add("ce_specversion")
                .add("ce_id")
                .add("ce_type")
                .add("ce_source")
                .add("ce_subject")
                .add("ce_time")
                .add("content-type");
        ObjectNode properties = common.putObject("properties");
        properties.set("ce_specversion", string("The version of CloudEvents.").put("const", "1.0"));
        properties.set("ce_id", string("Unique per source: the command's id, or ticket id and sequence of an event."));
        properties.set("ce_type", string("What it is, with its version, such as zhuqi.ticket.dispatched.v1."));
        properties.set(
                "ce_source",
                string("The service that wrote it, such as /zhuqi/ticket.").put("format", "uri-reference"));
        properties.set(
                "ce_subject",
                string(
                        "The ticket id; of a rule, an entry of the directory, an item of the menu or a trial, its key."));
        properties.set("ce_time", string("The business time.").put("format", "date-time"));
        properties.set("content-type", string("The form of the body.").put("const", "application/json"));
        properties.set(
                "traceparent",
                string("W3C trace context.").put("pattern", "^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"));

        HEADER_EXAMPLES.forEach((header, example) ->
                ((ObjectNode) properties.path(header)).putArray("examples").add(example));

        ArrayNode numberedParts =
                schemas.putObject("NumberedHeaders").put("type", "object").putArray("allOf");
        numberedParts.add(reference("#/components/schemas/CloudEventHeaders"));
        ObjectNode numbered = numberedParts.addObject().put("type", "object");
        numbered.putArray("required").add("ce_sequence");
        numbered.putObject("properties")
                .set(
                        "ce_sequence",
                        string("Its number among the events of the ticket's clocks: 1, 2, 3 without gaps.")
                                .put("pattern", "^[1-9][0-9]*$"));

        ArrayNode parts =
                schemas.putObject("EventHeaders").put("type", "object").putArray("allOf");
        parts.add(reference("#/components/schemas/CloudEventHeaders"));
        ObjectNode chained = parts.addObject().put("type", "object");
        chained.putArray("required").add("ce_sequence").add("ce_previoushash").add("ce_hash");
        ObjectNode chain = chained.putObject("properties");
        chain.set(
                "ce_sequence",
                string("The event's number in the ticket: 1, 2, 3 without gaps.")
                        .put("pattern", "^[1-9][0-9]*$"));
        chain.set("ce_previoushash", hash("The hash of the ticket's event before; 64 zeros for the first."));
        chain.set("ce_hash", hash("SHA-256 of the previous hash's 32 bytes followed by the body's bytes."));
        return schemas;
    }

    private static ObjectNode hash(String about) {
        return string(about).put("pattern", "^[0-9a-f]{64}$");
    }

    private static ObjectNode string(String about) {
        return ScalarSchema.ofType("string").put("description", about);
    }

    private static ObjectNode kafkaBinding(JsonNode settings) {
        ObjectNode kafka = object();
        kafka.setAll((ObjectNode) settings);
        ObjectNode bindings = object();
        bindings.set("kafka", kafka.put("bindingVersion", KAFKA_BINDING));
        return bindings;
    }

    private static List<String> ceTypes(List<MessageType> types) {
        return types.stream().map(MessageType::ceType).toList();
    }

    private static ObjectNode reference(String to) {
        return object().put("$ref", to);
    }

    private static ObjectNode object() {
        return Json.MAPPER.createObjectNode();
    }
}
