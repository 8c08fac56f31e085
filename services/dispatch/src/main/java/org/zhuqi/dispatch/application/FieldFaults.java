package org.zhuqi.dispatch.application;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.Problem.FieldError;

/** Everything that is wrong with a form, field by field, in the language of whoever sent it. */
public final class FieldFaults {
    private record Fault(String pointer, Sentence sentence) {}

    private final boolean chinese;
    private final List<Fault> wrong = new ArrayList<>();
    private final List<Fault> unknown = new ArrayList<>();

    public FieldFaults(boolean chinese) {
        this.chinese = chinese;
    }

    /** Not of the form that is asked for. */
    public void wrong(String field, String en, String zh) {
        wrong.add(new Fault("/" + field, new Sentence(en, zh)));
    }

    /** Well formed, but it names what is none, or against a rule. */
    public void unknown(String field, String en, String zh) {
        unknown.add(new Fault("/" + field, new Sentence(en, zh)));
    }

    public boolean isEmpty() {
        return wrong.isEmpty() && unknown.isEmpty();
    }

    /** 400 if anything is not of the form, else 422. */
    public Optional<Problem> problem() {
        if (isEmpty()) {
            return Optional.empty();
        }
        List<Fault> all = new ArrayList<>(wrong);
        all.addAll(unknown);
        Fault first = all.getFirst();
        return Optional.of(Problem.of(
                        wrong.isEmpty() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.BAD_REQUEST,
                        wrong.isEmpty() ? "unfit" : "bad-request",
                        "The field %s is not right: %s"
                                .formatted(first.pointer(), first.sentence().en()),
                        "字段 %s 有误：%s"
                                .formatted(first.pointer(), first.sentence().zh()))
                .withErrors(all.stream()
                        .map(it -> new FieldError(
                                it.pointer(),
                                chinese ? it.sentence().zh() : it.sentence().en()))
                        .toList()));
    }

    /** That there is one. */
    public void needs(String field, @Nullable Object value) {
        if (value == null) {
            wrong(field, "This is required.", "必填。");
        }
    }

    /** Trimmed; null if nothing is left, which is a fault. */
    public @Nullable String needed(String field, @Nullable String typed, int max) {
        String text = optional(field, typed, max);
        needs(field, text);
        return text;
    }

    /** Trimmed; null if nothing is left. Bounds are Unicode code points, as the contracts count them. */
    public @Nullable String optional(String field, @Nullable String typed, int max) {
        String text = typed == null ? "" : typed.strip();
        if (text.isEmpty()) {
            return null;
        }
        if (text.codePointCount(0, text.length()) > max) {
            wrong(field, "This may have at most %d characters.".formatted(max), "最多 %d 个字符。".formatted(max));
        }
        return text;
    }

    /** Each once, in order; none for null. */
    public <T> List<T> some(String field, @Nullable List<@Nullable T> values, int max) {
        List<T> some = new ArrayList<>();
        if (values != null) {
            for (int i = 0; i < values.size(); i++) {
                T value = values.get(i);
                if (value == null) {
                    wrong(field + "/" + i, "This is required.", "必填。");
                } else if (!some.contains(value)) {
                    some.add(value);
                }
            }
        }
        if (some.size() > max) {
            wrong(field, "At most %d entries.".formatted(max), "最多 %d 项。".formatted(max));
        }
        return List.copyOf(some);
    }
}
