package org.zhuqi.dispatch.postgres;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;

/** The conditions of a query, and what they name. */
final class ConditionList {
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    ConditionList and(String condition) {
        conditions.add("(" + condition + ")");
        return this;
    }

    /** Left out if there is no value. */
    ConditionList and(String condition, String name, @Nullable Object value) {
        if (value != null) {
            and(condition).with(name, value);
        }
        return this;
    }

    ConditionList with(String name, Object value) {
        values.put(name, value);
        return this;
    }

    ConditionList withTexts(String name, Collection<String> texts) {
        return with(name, new SqlArrayValue("text", texts.toArray()));
    }

    Map<String, Object> values() {
        return values;
    }

    String sql() {
        return conditions.isEmpty() ? "true" : String.join(" and ", conditions);
    }

    /** What somebody looks for, as a pattern that stands for itself. */
    static @Nullable String pattern(@Nullable String q) {
        return q == null
                ? null
                : "%" + q.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
