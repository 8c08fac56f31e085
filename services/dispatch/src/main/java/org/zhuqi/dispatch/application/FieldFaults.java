package org.zhuqi.dispatch.application;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.dispatch.domain.Hindrance;
import org.zhuqi.dispatch.domain.Hindrance.Nature;
import org.zhuqi.platform.web.Bodies;
import org.zhuqi.platform.web.Problem;

/** Reads the fields of a form, and collects what is wrong with them, so that a person is told everything at once. */
public final class FieldFaults {
    private final Nature ofForm;
    private final List<Hindrance> faults = new ArrayList<>();

    private FieldFaults(Nature ofForm) {
        this.ofForm = ofForm;
    }

    /** What is not of the form is a bad request. */
    public static FieldFaults ofForm() {
        return new FieldFaults(Nature.FORM);
    }

    /** What is not of the form is against the rules like everything else. */
    public static FieldFaults ofRules() {
        return new FieldFaults(Nature.RULE);
    }

    /** Not of the form that is asked for. */
    public void wrong(String field, String en, String zh) {
        faults.add(new Hindrance(ofForm, field, new Sentence(en, zh)));
    }

    /** Well formed, but it names what is none, or against a rule. */
    public void unknown(String field, String en, String zh) {
        faults.add(Hindrance.rule(field, en, zh));
    }

    public Optional<Problem> problem() {
        return faults.isEmpty() ? Optional.empty() : Optional.of(Refusals.of(faults));
    }

    /**
     * For the web adapters, where a refusal is an answer.
     *
     * @throws org.zhuqi.platform.web.ProblemException if anything is wrong
     */
    public void orRefuse() {
        if (!faults.isEmpty()) {
            throw Refusals.of(faults).asException();
        }
    }

    /** That there is one. */
    public void needs(String field, @Nullable Object value) {
        if (value == null) {
            wrong(field, "This is missing.", "此项必填。");
        }
    }

    /** @param instead what is thrown away with the refusal, if there is none */
    public <T> T needed(String field, @Nullable T value, T instead) {
        needs(field, value);
        return value == null ? instead : value;
    }

    /** Trimmed; if nothing is left, a text that is thrown away with the refusal. */
    public String text(String field, @Nullable String typed, int most) {
        return needed(field, optional(field, typed, most), "-");
    }

    /** Trimmed; null if nothing is left. Bounds are Unicode code points, as the contracts count them. */
    public @Nullable String optional(String field, @Nullable String typed, int most) {
        String text = Bodies.text(typed);
        if (text == null) {
            return null;
        }
        int length = text.codePointCount(0, text.length());
        if (length > most) {
            wrong(
                    field,
                    "At most %d characters; these are %d.".formatted(most, length),
                    "最多 %d 个字，实际 %d 个字。".formatted(most, length));
        }
        if (text.codePoints().anyMatch(each -> Character.isISOControl(each) && !isLayout(each))) {
            wrong(field, "Control characters cannot stand here.", "此项含有控制字符。");
        }
        return text;
    }

    private static boolean isLayout(int character) {
        return character == '\n' || character == '\r' || character == '\t';
    }

    /** Each once, in the order in which they stand; none for null. */
    public <T> List<T> list(String field, @Nullable List<@Nullable T> sent, int most) {
        Set<T> there = new LinkedHashSet<>();
        for (int i = 0; sent != null && i < sent.size(); i++) {
            T value = sent.get(i);
            needs(field + "/" + i, value);
            if (value != null) {
                there.add(Objects.requireNonNull(value));
            }
        }
        if (there.size() > most) {
            wrong(
                    field,
                    "At most %d entries; these are %d.".formatted(most, there.size()),
                    "最多 %d 项，实际 %d 项。".formatted(most, there.size()));
        }
        return List.copyOf(there);
    }
}
