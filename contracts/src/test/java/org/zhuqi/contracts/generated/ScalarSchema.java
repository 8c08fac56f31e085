package org.zhuqi.contracts.generated;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.zhuqi.contracts.Worded;
import org.zhuqi.contracts.id.Identifier;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schema of a value that is no record: text, number, date, coded value, id. */
final class ScalarSchema {
    private ScalarSchema() {}

    static ObjectNode ofType(String jsonType) {
        return Json.MAPPER.createObjectNode().put("type", jsonType);
    }

    static ObjectNode of(Class<?> type) {
        if (type == String.class) {
            return ofType("string");
        } else if (type == Instant.class) {
            return ofType("string").put("format", "date-time");
        } else if (type == LocalDate.class) {
            return ofType("string").put("format", "date");
        } else if (type == BigDecimal.class) {
            return ofType("number");
        } else if (type == boolean.class || type == Boolean.class) {
            return ofType("boolean");
        } else if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return ofType("integer").put("minimum", 0);
        } else if (type.isEnum()) {
            return coded(type);
        } else if (Identifier.class.isAssignableFrom(type)) {
            return identifier(type);
        }
        throw new IllegalArgumentException("no schema for " + type);
    }

    /** What the coded values are called on Chinese pages, as a sentence to follow the description. */
    static String words(Class<?> type) {
        if (!type.isEnum()) {
            return "";
        }
        String words = Arrays.stream(type.getEnumConstants())
                .filter(constant -> !zh(constant).isEmpty())
                .map(constant -> constant + " " + zh(constant))
                .collect(Collectors.joining(", "));
        return words.isEmpty() ? "" : " " + words + ".";
    }

    private static String zh(Object constant) {
        return switch (constant) {
            case Worded worded -> worded.zh();
            case Role role -> role.zh();
            case TicketState state -> state.zh();
            default -> "";
        };
    }

    private static ObjectNode coded(Class<?> type) {
        ObjectNode schema = ofType("string");
        ArrayNode values = schema.putArray("enum");
        for (Object constant : type.getEnumConstants()) {
            values.add(((Enum<?>) constant).name());
        }
        return schema;
    }

    private static ObjectNode identifier(Class<?> type) {
        try {
            return ofType("string")
                    .put("pattern", '^' + (String) type.getField("PATTERN").get(null) + '$');
        } catch (NoSuchFieldException aUuid) {
            return ofType("string").put("format", "uuid");
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
