package org.zhuqi.contracts.generated;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.Identifier;
import org.zhuqi.contracts.schema.About;
import org.zhuqi.contracts.schema.Contract;
import org.zhuqi.contracts.schema.Items;
import org.zhuqi.contracts.schema.Text;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schema (2020-12) of one record, read from its components and their annotations. */
final class RecordSchema {
    static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    /** The full-width blank is named, because not every engine of regular expressions counts it as white space. */
    private static final String SAYS_SOMETHING = "[^\\s\\u3000]";

    private final Reading reading;
    private final Map<String, ObjectNode> definitions = new TreeMap<>();

    private RecordSchema(Reading reading) {
        this.reading = reading;
    }

    /** A document that stands alone: nested records lie in its {@code $defs}. */
    static ObjectNode document(String urn, String title, Class<?> record, Reading reading) {
        RecordSchema schema = new RecordSchema(reading);
        ObjectNode document = Json.MAPPER
                .createObjectNode()
                .put("$schema", DIALECT)
                .put("$id", urn)
                .put("title", title);
        document.setAll(schema.object(record));
        if (!schema.definitions.isEmpty()) {
            document.putObject("$defs").setAll(schema.definitions);
        }
        return document;
    }

    private ObjectNode object(Class<?> record) {
        ObjectNode object = ScalarSchema.ofType("object").put("description", about(record));
        ObjectNode properties = object.putObject("properties");
        ArrayNode required = Json.MAPPER.createArrayNode();
        for (RecordComponent component : record.getRecordComponents()) {
            properties.set(component.getName(), property(component));
            if (isRequired(component)) {
                required.add(component.getName());
            }
        }
        if (!required.isEmpty()) {
            object.set("required", required);
        }
        return object.put("additionalProperties", reading == Reading.TOLERANT);
    }

    private boolean isRequired(RecordComponent component) {
        return Contract.isRequired(component) && !isSwitch(component);
    }

    /** A yes-or-no that whoever asks may leave out, meaning no. */
    private boolean isSwitch(RecordComponent component) {
        return reading == Reading.STRICT && component.getType() == boolean.class;
    }

    private ObjectNode property(RecordComponent component) {
        ObjectNode property = of(component.getGenericType());
        Text text = component.getAnnotation(Text.class);
        if (text != null) {
            property.put("minLength", text.min()).put("maxLength", text.max());
            if (text.min() > 0) {
                property.put("pattern", SAYS_SOMETHING);
            }
        }
        Items items = component.getAnnotation(Items.class);
        if (items != null) {
            property.put("maxItems", items.max());
        }
        if (isSwitch(component)) {
            property.put("default", false);
        }
        return property.put("description", about(component) + ScalarSchema.words(component.getType()));
    }

    private ObjectNode of(Type type) {
        if (type instanceof ParameterizedType list) {
            ObjectNode array = ScalarSchema.ofType("array");
            array.set("items", of(list.getActualTypeArguments()[0]));
            return array;
        } else if (type instanceof Class<?> known) {
            boolean nested = known.isRecord() && !Identifier.class.isAssignableFrom(known);
            return nested ? reference(known) : ScalarSchema.of(known);
        }
        return ScalarSchema.ofType("object"); // the payload of an envelope
    }

    private ObjectNode reference(Class<?> record) {
        String name = record.getSimpleName();
        if (!definitions.containsKey(name)) {
            definitions.put(name, object(record));
        }
        return Json.MAPPER.createObjectNode().put("$ref", "#/$defs/" + name);
    }

    static String about(Class<?> record) {
        About about = record.getAnnotation(About.class);
        return required(about, record);
    }

    private static String about(RecordComponent component) {
        return required(component.getAnnotation(About.class), component);
    }

    private static String required(@Nullable About about, Object where) {
        if (about == null) {
            throw new IllegalStateException(where + " has no @About");
        }
        return about.value();
    }
}
