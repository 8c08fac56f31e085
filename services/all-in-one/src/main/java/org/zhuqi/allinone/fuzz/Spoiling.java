package org.zhuqi.allinone.fuzz;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.zhuqi.platform.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What can go wrong with a document that was right. */
final class Spoiling {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Spoiling() {}

    /** One or two faults, at any depth; the rest stays as it was. */
    static byte[] json(JsonNode document, Chance chance) {
        JsonNode spoilt = document.deepCopy();
        Map<String, String> raw = new HashMap<>();
        List<JsonNode> containers = new ArrayList<>();
        collect(spoilt, containers);
        for (int left = chance.happens(0.7) ? 1 : 2; left > 0 && !containers.isEmpty(); left--) {
            JsonNode container = chance.one(containers);
            if (container instanceof ObjectNode object) {
                member(object, raw, chance);
            } else if (container instanceof ArrayNode array) {
                element(array, raw, chance);
            }
        }
        String text = Json.MAPPER.writeValueAsString(spoilt);
        for (Map.Entry<String, String> each : raw.entrySet()) {
            text = text.replace("\"" + each.getKey() + "\"", each.getValue());
        }
        return chance.happens(0.1) ? text(text, chance) : text.getBytes(UTF_8);
    }

    private static void collect(JsonNode node, List<JsonNode> into) {
        if (node.isContainer()) {
            into.add(node);
            node.forEach(each -> collect(each, into));
        }
    }

    private static void member(ObjectNode object, Map<String, String> raw, Chance chance) {
        if (object.isEmpty() || chance.happens(0.1)) {
            object.set(chance.oneOf("unknown", "__proto__", "class", "", "@type", "id"), raw(raw, chance));
            return;
        }
        String name = chance.one(List.copyOf(object.propertyNames()));
        switch (chance.below(8)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(name.toUpperCase(java.util.Locale.ROOT), object.path(name));
            case 2 -> object.set(name, JSON.arrayNode().add(object.path(name)));
            case 3 -> object.set(name, JSON.objectNode().set(name, object.path(name)));
            case 4 -> object.set(name, like(object.path(name), raw, chance));
            default -> object.set(name, raw(raw, chance));
        }
    }

    private static void element(ArrayNode array, Map<String, String> raw, Chance chance) {
        if (array.isEmpty() || chance.happens(0.3)) {
            array.add(raw(raw, chance));
        } else if (chance.happens(0.3)) {
            JsonNode first = array.get(0);
            for (int left = chance.happens(0.1) ? 2_000 : chance.below(60); left > 0; left--) {
                array.add(first);
            }
        } else {
            array.set(chance.below(array.size()), like(array.get(0), raw, chance));
        }
    }

    /** Of the same type, but another value. */
    private static JsonNode like(JsonNode node, Map<String, String> raw, Chance chance) {
        String mark = "@raw" + raw.size() + "@";
        raw.put(mark, node.isNumber() ? Nasty.number(chance) : Nasty.quoted(Nasty.text(chance)));
        return JSON.stringNode(mark);
    }

    /** A place in the document where something else is put once it is text. */
    private static JsonNode raw(Map<String, String> raw, Chance chance) {
        String mark = "@raw" + raw.size() + "@";
        raw.put(mark, Nasty.json(chance));
        return JSON.stringNode(mark);
    }

    /** Faults below the syntax: encodings, cut ends, doubled members. */
    static byte[] text(String text, Chance chance) {
        byte[] bytes = text.getBytes(UTF_8);
        return switch (chance.below(9)) {
            case 0 -> java.util.Arrays.copyOf(bytes, chance.below(bytes.length + 1));
            case 1 -> (text + chance.oneOf("}", "]", ",", "x", "{}", "\u0000", "/*", "\n\n" + text)).getBytes(UTF_8);
            case 2 -> ("\ufeff" + text).getBytes(UTF_8);
            case 3 -> text.getBytes(UTF_16);
            case 4 -> {
                byte[] broken = bytes.clone();
                for (int left = 1 + chance.below(4); left > 0 && broken.length > 0; left--) {
                    broken[chance.below(broken.length)] =
                            chance.oneOf(0xff, 0xc0, 0x80, 0xed, 0xf8, 0x00).byteValue();
                }
                yield broken;
            }
            case 5 -> text.replaceFirst("\\{(\"[^\"]*\":)", "{$1" + "null,$1").getBytes(UTF_8);
            case 6 -> text.replace("\"", "'").getBytes(UTF_8);
            case 7 -> (" ".repeat(chance.below(5_000)) + text).getBytes(UTF_8);
            default -> text.replace(",", ",,").getBytes(UTF_8);
        };
    }
}
