package org.zhuqi.contracts.generated;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.zhuqi.contracts.clock.ClockMessage;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.command.CommandOutcome;
import org.zhuqi.contracts.dispatch.DispatchMessage;
import org.zhuqi.contracts.event.EventMessage;
import tools.jackson.databind.JsonNode;

/** All schemas, each with the file in which it is kept. */
final class SchemaFiles {
    static final Path FOLDER = CommittedFiles.RESOURCES.resolve("schema");

    private SchemaFiles() {}

    static Map<Path, JsonNode> all() {
        Map<Path, JsonNode> schemas = new TreeMap<>();
        for (MessageType type : MessageType.all()) {
            schemas.put(
                    payload(type),
                    RecordSchema.document(
                            type.urn(),
                            type.title(),
                            type.payload(),
                            type.kind().reading()));
        }
        putEnvelope(schemas, "command", CommandMessage.class, Reading.STRICT);
        putEnvelope(schemas, "event", EventMessage.class, Reading.TOLERANT);
        putEnvelope(schemas, "clock", ClockMessage.class, Reading.TOLERANT);
        putEnvelope(schemas, "dispatch", DispatchMessage.class, Reading.TOLERANT);
        Announcement.ALL.forEach(announcement ->
                putEnvelope(schemas, announcement.name(), announcement.message().getClass(), Reading.TOLERANT));
        putEnvelope(schemas, "outcome", CommandOutcome.class, Reading.TOLERANT);
        return schemas;
    }

    static Path payload(MessageType type) {
        return FOLDER.resolve(type.file());
    }

    static Path envelope(String name) {
        return FOLDER.resolve("envelope").resolve(name + ".v1.json");
    }

    private static void putEnvelope(Map<Path, JsonNode> schemas, String name, Class<?> record, Reading reading) {
        schemas.put(
                envelope(name),
                RecordSchema.document(MessageType.urn("envelope", name, 1), record.getSimpleName(), record, reading));
    }
}
