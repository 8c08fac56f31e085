package org.zhuqi.timeliness.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhuqi.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** The schema is for editors; the reader decides. What the schema underlines, the reader refuses. */
class PolicySchemaTest {
    /** What stands in these only asks whether a key, told elsewhere, is there. */
    private static final Set<String> CONDITIONS = Set.of("not", "if", "then");

    private static final String TEXT = Policies.shipped("policy.schema.json");
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private static final Schema SCHEMA = REGISTRY.getSchema(TEXT, InputFormat.JSON);

    @Test
    void itIsASchema() {
        Schema dialect = REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(dialect.validate(TEXT, InputFormat.JSON)).isEmpty();
    }

    @Test
    void everyKeyHasATitleAndADescription() {
        JsonNode schema = Json.MAPPER.readTree(TEXT);
        List<String> bare = new ArrayList<>();
        collect(schema, schema, bare);

        assertThat(bare).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"135-staged.yaml", "135-tiered.yaml"})
    void thePresetsKeepIt(String preset) {
        assertThat(faults(Policies.shipped(preset))).isEmpty();
    }

    @Test
    void theGoodPolicyKeepsIt() {
        assertThat(faults(FaultyPolicies.good())).isEmpty();
    }

    static List<FaultyPolicies.Slip> slips() {
        return FaultyPolicies.slips();
    }

    /** That the reader refuses all of them, {@link PolicyReaderTest} proves. */
    @ParameterizedTest
    @MethodSource("slips")
    void itSeesWhatASchemaCanSee(FaultyPolicies.Slip slip) {
        assertThat(faults(slip.policy()).isEmpty()).isEqualTo(!slip.schema());
    }

    private static List<Error> faults(String yaml) {
        return SCHEMA.validate(PolicyReaderTest.json(yaml), InputFormat.JSON);
    }

    private static void collect(JsonNode root, JsonNode node, List<String> bare) {
        node.path("properties").properties().forEach(entry -> {
            JsonNode property = entry.getValue();
            JsonNode told = property.has("$ref") && !property.has("title")
                    ? root.at(property.path("$ref").asString().substring(1))
                    : property;
            if (!told.has("title") || !told.has("description")) {
                bare.add(entry.getKey());
            }
        });
        node.properties().stream()
                .filter(entry -> !CONDITIONS.contains(entry.getKey()))
                .forEach(entry -> collect(root, entry.getValue(), bare));
        node.values().forEach(child -> {
            if (node.isArray()) {
                collect(root, child, bare);
            }
        });
    }
}
