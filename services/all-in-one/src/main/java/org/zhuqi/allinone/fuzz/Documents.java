package org.zhuqi.allinone.fuzz;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON documents as a schema asks for them, with ids of things that there are. */
final class Documents {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 8;
    private static final Pattern CHOICE = Pattern.compile("\\b[A-Z][A-Z_]{2,}\\b");
    private static final Pattern TIME = Pattern.compile(
            "(?i).*(?:(?:submitted|due|happened)?from|to|at|until|since|before|after|time|date|day|month|on)");
    private static final Instant ABOUT = Instant.parse("2026-01-05T01:30:00Z");
    private static final List<String> WORDS =
            List.of("厂房办证", "用工对接", "请协助。", "已与企业联系", "二期用地红线调整", "环评手续咨询", "ok", "融资 · 贴息", "路灯不亮");

    private final JsonNode document;
    private final Known known;

    /** @param document the OpenAPI document: where references lead */
    Documents(JsonNode document, Known known) {
        this.document = document;
        this.known = known;
    }

    JsonNode resolved(JsonNode schema) {
        JsonNode found = schema;
        for (int steps = 0; steps < 10 && found.has("$ref"); steps++) {
            found = document.at(found.path("$ref").asString("").substring(1));
        }
        return found;
    }

    /** @param name of the field or parameter that it is for */
    JsonNode valid(JsonNode asked, String name, Chance chance) {
        return valid(asked, name, chance, 0);
    }

    private JsonNode valid(JsonNode asked, String name, Chance chance, int depth) {
        JsonNode schema = resolved(asked);
        if (schema.has("const")) {
            return schema.path("const");
        }
        if (!schema.path("enum").isEmpty()) {
            return one(schema.path("enum"), chance);
        }
        for (String choice : List.of("oneOf", "anyOf", "allOf")) {
            if (!schema.path(choice).isEmpty()) {
                return valid(one(schema.path(choice), chance), name, chance, depth + 1);
            }
        }
        return switch (type(schema, chance)) {
            case "object" -> object(schema, chance, depth);
            case "array" -> array(schema, name, chance, depth);
            case "integer" -> JSON.numberNode(whole(schema, name, chance));
            case "number" -> JSON.numberNode(chance.between(0, 1000) / 10.0);
            case "boolean" -> JSON.booleanNode(chance.happens(0.5));
            case "null" -> JSON.nullNode();
            default -> JSON.stringNode(text(schema, name, chance));
        };
    }

    private String type(JsonNode schema, Chance chance) {
        JsonNode type = schema.path("type");
        if (type.isString()) {
            return type.stringValue();
        }
        if (type.isArray() && !type.isEmpty()) {
            List<String> others = new ArrayList<>();
            type.forEach(each -> {
                if (!each.asString("").equals("null")) {
                    others.add(each.asString(""));
                }
            });
            return others.isEmpty() || chance.happens(0.05) ? "null" : chance.one(others);
        }
        return schema.has("properties") ? "object" : schema.has("items") ? "array" : "string";
    }

    private ObjectNode object(JsonNode schema, Chance chance, int depth) {
        ObjectNode object = JSON.objectNode();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asString("")));
        schema.path("properties").properties().forEach(member -> {
            boolean wanted = required.contains(member.getKey());
            if (depth < DEEPEST && (wanted || chance.happens(required.isEmpty() ? 0.7 : 0.4))) {
                object.set(member.getKey(), valid(member.getValue(), member.getKey(), chance, depth + 1));
            }
        });
        return object;
    }

    private ArrayNode array(JsonNode schema, String name, Chance chance, int depth) {
        ArrayNode array = JSON.arrayNode();
        long least = schema.path("minItems").asLong(0);
        long most = Math.min(schema.path("maxItems").asLong(3), least + 3);
        for (long left = depth >= DEEPEST ? least : chance.between(least, most); left > 0; left--) {
            array.add(valid(schema.path("items"), name, chance, depth + 1));
        }
        return array;
    }

    private static long whole(JsonNode schema, String name, Chance chance) {
        long least = schema.path("minimum").asLong(name.equals("expectedVersion") ? 1 : 0);
        return chance.between(least, schema.path("maximum").asLong(least + 20));
    }

    /** @param schema of a text */
    String text(JsonNode schema, String name, Chance chance) {
        String format = schema.path("format").asString("");
        switch (format) {
            case "date-time" -> {
                return instant(chance);
            }
            case "date" -> {
                return date(chance);
            }
            case "uuid" -> {
                String told = known.value(name, chance);
                return told == null || chance.happens(0.1) ? chance.uuid().toString() : told;
            }
            default -> {
                // by its name
            }
        }
        String told = chance.happens(0.85) ? known.value(name, chance) : null;
        if (told != null) {
            return told;
        }
        if (TIME.matcher(name).matches()) {
            return chance.happens(0.5) ? instant(chance) : date(chance);
        }
        String pattern = schema.path("pattern").asString("");
        if (pattern.contains("a-z0-9")) {
            return "f" + Long.toString(chance.between(0, 1L << 30), 36);
        }
        StringBuilder text = new StringBuilder(chance.one(WORDS));
        long least = schema.path("minLength").asLong(0);
        while (text.length() < least) {
            text.append(chance.one(WORDS));
        }
        long most = schema.path("maxLength").asLong(Integer.MAX_VALUE);
        return text.substring(0, (int) Math.min(most, text.length()));
    }

    /** What a query parameter takes, as its description tells it: the schema knows little of it. */
    String parameter(Operation.Parameter parameter, Chance chance) {
        JsonNode schema = resolved(parameter.schema());
        JsonNode single = schema.has("items") ? resolved(schema.path("items")) : schema;
        if (!single.path("enum").isEmpty()) {
            return one(single.path("enum"), chance).asString("");
        }
        List<String> choices = new ArrayList<>();
        Matcher words = CHOICE.matcher(parameter.description());
        while (words.find()) {
            choices.add(words.group());
        }
        choices.remove("ISO");
        if (!choices.isEmpty() && chance.happens(0.8)) {
            return chance.one(choices);
        }
        return switch (parameter.name()) {
            case "limit", "days", "count", "top" -> Long.toString(chance.between(1, 50));
            case "q" -> chance.oneOf("厂房", "用工", "a", "红线 道路", known(parameter.name(), chance));
            case "by" -> chance.oneOf("unit", "month", "item", "chain", "town", "enterprise", "district", "officer");
            case "step" -> chance.oneOf("day", "week", "month", "year");
            case "preview", "check", "imported", "hard", "mine", "open" -> chance.oneOf("true", "false");
            case "kind" -> chance.oneOf("units", "enterprises", "accounts", "officers", "contacts");
            default -> {
                JsonNode value = valid(single, parameter.name(), chance);
                yield value.isString() ? value.stringValue() : value.toString();
            }
        };
    }

    private String known(String name, Chance chance) {
        String told = known.value(name, chance);
        return told == null ? "x" : told;
    }

    private static String instant(Chance chance) {
        Instant instant = ABOUT.plus(Duration.ofMinutes(chance.between(-2_000_000, 2_000_000)));
        return chance.happens(0.5)
                ? instant.toString()
                : instant.atOffset(ZoneOffset.ofHours(8)).toString();
    }

    private static String date(Chance chance) {
        return LocalDate.of(2026, 1, 5).plusDays(chance.between(-900, 400)).toString();
    }

    private static JsonNode one(JsonNode list, Chance chance) {
        return list.get(chance.below(list.size()));
    }
}
