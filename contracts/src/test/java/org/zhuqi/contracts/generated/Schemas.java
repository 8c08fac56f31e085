package org.zhuqi.contracts.generated;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** The schemas at work ({@link GeneratedFilesTest} pins the files to them). Formats count: a date must be one. */
final class Schemas {
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private static final Map<Path, JsonNode> DOCUMENTS = SchemaFiles.all();
    private static final Map<Path, Schema> PARSED = new ConcurrentHashMap<>();

    private Schemas() {}

    static List<Error> faults(Path schema, JsonNode instance) {
        return PARSED.computeIfAbsent(schema, Schemas::parse).validate(instance);
    }

    /** What both schemas of a message have against it: the envelope's and the payload's. */
    static List<Error> faults(MessageType type, JsonNode message) {
        List<Error> ofEnvelope = faults(SchemaFiles.envelope(type.kind().word()), message);
        return ofEnvelope.isEmpty()
                ? faults(SchemaFiles.payload(type), message.path(type.kind().field()))
                : ofEnvelope;
    }

    static void assertIsSchema(Path file) {
        var dialect = REGISTRY.getSchema(SchemaLocation.of(RecordSchema.DIALECT));
        assertThat(dialect.validate(document(file))).isEmpty();
        parse(file).initializeValidators();
    }

    private static Schema parse(Path file) {
        return REGISTRY.getSchema(document(file));
    }

    private static JsonNode document(Path file) {
        return Objects.requireNonNull(DOCUMENTS.get(file), () -> "there is no schema " + file);
    }
}
