package org.zhuqi.platform.apidocs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a body might look like, put together from its schema: required and optional fields, one element of each list, and in
 * each field what {@link ExampleValues} has for its name.
 */
final class Examples {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String REFERENCE = "#/components/schemas/";
    private static final int DEEP = 6;

    @SuppressWarnings("rawtypes") // as the library has it
    private final Map<String, Schema> schemas;

    private final Deque<String> within = new ArrayDeque<>();

    Examples(OpenAPI api) {
        schemas = api.getComponents() == null || api.getComponents().getSchemas() == null
                ? Map.of()
                : api.getComponents().getSchemas();
    }

    /** Leaves alone what has one already. */
    void fill(MediaType type) {
        if (type.getSchema() == null || type.getExample() != null || type.getExamples() != null) {
            return;
        }
        JsonNode example = of(type.getSchema(), "");
        if (example != null && example.isContainerNode()) {
            type.setExample(example);
        }
    }

    /** @return null if nothing can be said that is certainly valid */
    @Nullable
    JsonNode of(Schema<?> schema, String name) {
        if (schema.get$ref() != null) {
            return referred(schema.get$ref().replace(REFERENCE, ""), name);
        }
        if (schema.getExample() != null) {
            return ExampleValues.fitting(schema, schema.getExample());
        }
        if (schema.getEnum() != null && !schema.getEnum().isEmpty()) {
            return ExampleValues.node(schema.getEnum().getFirst());
        }
        if (schema.getProperties() != null) {
            return object(schema);
        }
        return switch (type(schema)) {
            case "array" -> array(schema, name);
            case "object" ->
                schema.getAdditionalProperties() instanceof Schema<?> others ? map(others, name) : JSON.objectNode();
            case "boolean" -> JSON.booleanNode(ExampleValues.isUsually(name));
            case "integer" -> number(schema, ExampleValues.whole(name));
            case "number" -> number(schema, new BigDecimal("12.5"));
            case "string" -> text(schema, name);
            default -> null;
        };
    }

    private @Nullable JsonNode referred(String to, String name) {
        Schema<?> schema = schemas.get(to);
        if (schema == null || within.contains(to) || within.size() >= DEEP) {
            return null;
        }
        within.push(to);
        try {
            return of(schema, name);
        } finally {
            within.pop();
        }
    }

    private @Nullable JsonNode object(Schema<?> schema) {
        ObjectNode object = JSON.objectNode();
        schema.getProperties().forEach((field, inside) -> {
            JsonNode value = of(inside, field);
            if (value != null) {
                object.set(field, value);
            }
        });
        boolean complete =
                schema.getRequired() == null || schema.getRequired().stream().allMatch(object::has);
        return complete ? object : null;
    }

    private JsonNode array(Schema<?> schema, String name) {
        ArrayNode array = JSON.arrayNode();
        JsonNode element = schema.getItems() == null ? null : of(schema.getItems(), singular(name));
        if (element != null) {
            array.add(element);
        }
        return array;
    }

    private JsonNode map(Schema<?> values, String name) {
        ObjectNode object = JSON.objectNode();
        JsonNode value = of(values, singular(name));
        if (value != null) {
            object.set("key", value);
        }
        return object;
    }

    private static String singular(String name) {
        return name.endsWith("ies")
                ? name.substring(0, name.length() - 3) + "y"
                : name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
    }

    private static JsonNode number(Schema<?> schema, BigDecimal usual) {
        BigDecimal value = usual;
        if (schema.getMinimum() != null) {
            value = value.max(schema.getMinimum());
        }
        if (schema.getMaximum() != null) {
            value = value.min(schema.getMaximum());
        }
        return JSON.numberNode(value);
    }

    private static @Nullable JsonNode text(Schema<?> schema, String name) {
        String value = ExampleValues.text(name, schema.getFormat());
        if (schema.getMaxLength() != null && value.length() > schema.getMaxLength()) {
            value = value.substring(0, schema.getMaxLength());
        }
        boolean fits = schema.getPattern() == null
                || Pattern.compile(schema.getPattern()).matcher(value).find();
        return fits ? JSON.textNode(value) : null;
    }

    /** Of 3.1 in a set, of what was made by hand in a field of its own. */
    private static String type(Schema<?> schema) {
        Set<String> types = schema.getTypes();
        if (schema.getType() != null || types == null) {
            return schema.getType() == null ? "" : schema.getType();
        }
        return types.stream().filter(type -> !type.equals("null")).findFirst().orElse("");
    }
}
