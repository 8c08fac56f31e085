package org.zhuqi.dispatch.postgres;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.id.Identifier;
import org.zhuqi.contracts.lifecycle.Jurisdiction;

/** A {@code where} clause that grows, with its parameters in order. The texts are constants of this package, never a caller's. */
final class Narrowing {
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();

    static Narrowing to(String condition, Object... values) {
        return new Narrowing().and(condition, values);
    }

    Narrowing and(String condition, Object... values) {
        conditions.add(condition);
        parameters.addAll(List.of(values));
        return this;
    }

    /** Nothing if there is no value. */
    Narrowing andIf(String condition, @Nullable Object value) {
        if (value instanceof Identifier id) {
            return and(condition, id.text());
        }
        return value == null ? this : and(condition, value);
    }

    Narrowing within(Jurisdiction jurisdiction, String table) {
        return andIf(table + ".chain = ?", jurisdiction.chain()).andIf(table + ".place = ?", jurisdiction.place());
    }

    String sql() {
        return String.join("\n  and ", conditions);
    }

    List<Object> parameters() {
        return List.copyOf(parameters);
    }

    /** The parameters, and what follows the clause. */
    List<Object> parametersAnd(Object... more) {
        List<Object> all = new ArrayList<>(parameters);
        all.addAll(List.of(more));
        return all;
    }

    static SqlArrayValue texts(Collection<? extends Identifier> ids) {
        return new SqlArrayValue("text", ids.stream().map(Identifier::text).toArray());
    }

    /** What a person typed, to be found anywhere in a text. */
    static String part(String typed) {
        return "%" + typed.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
