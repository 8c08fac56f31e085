package org.zhuqi.notification.domain;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;

/**
 * What a template may name, in both languages. There is nothing else behind it: no object, no method, and no personal data.
 */
public final class Values {
    /** Every name that a template may use; docs/notification.md says what each is. */
    public static final Set<String> NAMES = Set.of(
            "number",
            "title",
            "enterprise",
            "district",
            "unit",
            "formerUnit",
            "stage",
            "step",
            "due",
            "reason",
            "note",
            "until",
            "outcome",
            "answer",
            "level",
            "meeting",
            "place",
            "startsAt",
            "list",
            "count",
            "state");

    private final Map<String, Sentence> values = new LinkedHashMap<>();

    /** The same in both languages; nothing if it is null or blank. */
    public Values with(String name, @Nullable String text) {
        return with(name, text, text);
    }

    public Values with(String name, @Nullable String en, @Nullable String zh) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("no template may name '%s'".formatted(name));
        }
        if (en != null && zh != null && !en.isBlank() && !zh.isBlank()) {
            values.put(name, new Sentence(en, zh));
        }
        return this;
    }

    public Values putAll(Values others) {
        values.putAll(others.values);
        return this;
    }

    public Map<String, String> en() {
        return texts(Sentence::en);
    }

    public Map<String, String> zh() {
        return texts(Sentence::zh);
    }

    /** In the order of the alphabet, as a sentence lists them. */
    public static String known() {
        return String.join(", ", new TreeSet<>(NAMES));
    }

    private Map<String, String> texts(Function<Sentence, String> language) {
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach((name, value) -> texts.put(name, language.apply(value)));
        return texts;
    }
}
