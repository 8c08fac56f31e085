package org.zhuqi.desk.postgres;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.Identifier;

/** A {@code where} clause that grows, with its parameters. The texts are constants of this package, never a caller's. */
final class Conditions {
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, @Nullable Object> parameters = new HashMap<>();

    Conditions and(String condition) {
        conditions.add(condition);
        return this;
    }

    Conditions and(String condition, String name, @Nullable Object value) {
        parameters.put(name, value);
        return and(condition);
    }

    Conditions and(Conditions others) {
        conditions.addAll(others.conditions);
        parameters.putAll(others.parameters);
        return this;
    }

    /** Nothing for an empty collection. */
    Conditions andOneOf(String column, String name, Collection<? extends Identifier> ids) {
        return andOneOfTexts(column, name, ids.stream().map(Identifier::text).toList());
    }

    Conditions andOneOfTexts(String column, String name, Collection<String> values) {
        if (values.size() == 1) {
            return and(column + " = :" + name, name, values.iterator().next());
        }
        return values.isEmpty() ? this : and(column + " = any(:" + name + ")", name, values.toArray(String[]::new));
    }

    Conditions with(String name, @Nullable Object value) {
        parameters.put(name, value);
        return this;
    }

    String sql() {
        return String.join("\n  and ", conditions);
    }

    Map<String, @Nullable Object> parameters() {
        return parameters;
    }
}
