package org.zhuqi.allinone.fuzz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhuqi.platform.json.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What the system's answers have told so far: ids by what they name, addresses by their shape, documents with their
 * version. So requests speak of things that there are.
 */
final class Known {
    private static final int MOST_VALUES = 300;
    private static final int MOST_DOCUMENTS = 3_000;
    private static final List<String> IDS = List.of("id", "ticketId", "item", "key", "number", "version", "build");
    private static final Map<String, String> SINGULAR = Map.of(
            "units", "unit",
            "enterprises", "enterprise",
            "tickets", "ticket",
            "accounts", "account",
            "chains", "chain",
            "places", "place",
            "districts", "district",
            "catalogue", "item",
            "meetings", "meeting",
            "attachments", "attachment");
    private static final Map<String, String> OTHER_NAMES = Map.ofEntries(
            Map.entry("lead", "unit"),
            Map.entry("leadUnit", "unit"),
            Map.entry("proposedUnit", "unit"),
            Map.entry("assistants", "unit"),
            Map.entry("parent", "unit"),
            Map.entry("units", "unit"),
            Map.entry("into", "ticket"),
            Map.entry("target", "ticket"),
            Map.entry("tickets", "ticket"),
            Map.entry("idOrNumber", "ticket"),
            Map.entry("agenda", "ticket"),
            Map.entry("handler", "account"),
            Map.entry("officer", "account"),
            Map.entry("chair", "account"),
            Map.entry("participants", "account"),
            Map.entry("ids", "account"),
            Map.entry("looksAfter", "enterprise"),
            Map.entry("enterprises", "enterprise"),
            Map.entry("waitFor", "ticket"));

    /** @param etag as the answer had it; empty if it had none */
    record Document(JsonNode body, String etag) {}

    private final Map<String, List<String>> values = new HashMap<>();
    private final Map<String, List<String>> addresses = new HashMap<>();
    private final Map<String, String> seenBy = new HashMap<>();
    private final Map<String, Document> documents = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Document> eldest) {
            return size() > MOST_DOCUMENTS;
        }
    };
    private final Set<String> shapes;

    /** @param shapes of all addresses that there are */
    Known(Set<String> shapes) {
        this.shapes = shapes;
    }

    /** One whose name is that, or that is called otherwise there; null if none was told yet. */
    synchronized @Nullable String value(String name, Chance chance) {
        List<String> known = values.get(OTHER_NAMES.getOrDefault(name, name));
        if (known == null || known.isEmpty()) {
            known = values.get(name);
        }
        return known == null || known.isEmpty() ? null : chance.one(known);
    }

    /** An address of this shape that the system has told of; null: none. */
    synchronized @Nullable String address(String shape, Chance chance) {
        List<String> known = addresses.get(shape);
        return known == null ? null : chance.one(known);
    }

    /** The account to which the system has told of the thing at this address, or of what it belongs to. */
    synchronized @Nullable String whoHasSeen(String address) {
        for (String above = address; !above.isEmpty(); above = above.substring(0, above.lastIndexOf('/'))) {
            String account = seenBy.get(above);
            if (account != null) {
                return account;
            }
        }
        return null;
    }

    synchronized @Nullable Document document(String address) {
        return documents.get(address);
    }

    /** @param address without the query */
    void learn(Operation operation, String address, @Nullable String account, Answer answer) {
        if (answer.status() / 100 != 2
                || !answer.isJson()
                || answer.body().length == 0
                || answer.body().length > 2_000_000) {
            return;
        }
        JsonNode body;
        try {
            body = Json.MAPPER.readTree(answer.body());
        } catch (JacksonException e) {
            return;
        }
        synchronized (this) {
            if (operation.method().equals("GET")) {
                documents.put(address, new Document(body, answer.header("etag")));
            }
            things(operation, address, account, body);
            walk(body, 0);
        }
    }

    private void things(Operation operation, String address, @Nullable String account, JsonNode body) {
        String below = operation.shape() + "/{}";
        if (!shapes.contains(below)) {
            return;
        }
        String kind = operation.path().substring(operation.path().lastIndexOf('/') + 1);
        if (operation.method().equals("POST")) {
            thing(below, address, kind, account, body);
        }
        JsonNode list = body.isArray() ? body : body.path("items");
        if (!list.isArray()) {
            for (JsonNode member : body) {
                if (member.isArray() && !member.isEmpty() && member.get(0).isObject()) {
                    list = member;
                    break;
                }
            }
        }
        for (JsonNode each : list) {
            thing(below, address, kind, account, each);
        }
    }

    private void thing(String shape, String address, String kind, @Nullable String account, JsonNode body) {
        for (String id : IDS) {
            String text = body.path(id).asString("");
            if (!text.isEmpty() && text.matches("[\\w.~-]{1,80}")) {
                add(addresses, shape, address + "/" + text);
                if (account != null) {
                    seenBy.putIfAbsent(address + "/" + text, account);
                }
                add(values, SINGULAR.getOrDefault(kind, kind), text);
                return;
            }
        }
    }

    private void walk(JsonNode node, int depth) {
        if (depth > 12) {
            return;
        }
        if (node.isArray()) {
            int count = 0;
            for (JsonNode each : node) {
                if (count++ < 20) {
                    walk(each, depth + 1);
                }
            }
            return;
        }
        node.properties().forEach(member -> {
            JsonNode value = member.getValue();
            if (value.isString() && value.stringValue().length() <= 200) {
                add(values, member.getKey(), value.stringValue());
            } else if (value.isObject() && value.path("id").isString()) {
                add(values, member.getKey(), value.path("id").stringValue());
            }
            walk(value, depth + 1);
        });
    }

    private static void add(Map<String, List<String>> to, String name, String value) {
        List<String> known = to.computeIfAbsent(name, any -> new ArrayList<>());
        if (known.contains(value)) {
            return;
        }
        if (known.size() < MOST_VALUES) {
            known.add(value);
        } else {
            known.set(Math.floorMod(value.hashCode(), MOST_VALUES), value);
        }
    }
}
