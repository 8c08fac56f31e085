package org.zhuqi.directory.application;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.zhuqi.directory.domain.Entry;
import org.zhuqi.platform.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * What changed between two states of an entry.
 *
 * @param fields all of them, also those about a person
 * @param before JSON of those that are not; null if there are none
 */
record Difference(
        List<String> fields,
        @Nullable String before,
        @Nullable String after) {

    static Difference of(@Nullable Entry<?> before, Entry<?> after) {
        Map<String, Object> was = before == null ? Map.of() : open(before);
        Map<String, Object> is = open(after);
        TreeSet<String> fields = changed(was, is);
        String old = before == null ? null : json(was, fields);
        String fresh = json(is, fields);
        fields.addAll(changed(before == null ? Map.of() : before.personal(), after.personal()));
        return new Difference(List.copyOf(fields), old, fresh);
    }

    private static Map<String, Object> open(Entry<?> entry) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field :
                Json.MAPPER.valueToTree(entry.told()).properties()) {
            fields.put(field.getKey(), field.getValue());
        }
        fields.remove("identities");
        fields.putAll(entry.untold());
        return fields;
    }

    private static TreeSet<String> changed(Map<String, ?> was, Map<String, ?> is) {
        TreeSet<String> fields = new TreeSet<>(was.keySet());
        fields.addAll(is.keySet());
        fields.removeIf(field -> Objects.equals(was.get(field), is.get(field)));
        return fields;
    }

    private static @Nullable String json(Map<String, Object> values, TreeSet<String> fields) {
        Map<String, Object> chosen = new LinkedHashMap<>(values);
        chosen.keySet().retainAll(fields);
        return chosen.isEmpty() ? null : Json.MAPPER.writeValueAsString(chosen);
    }
}
