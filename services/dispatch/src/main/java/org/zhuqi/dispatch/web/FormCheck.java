package org.zhuqi.dispatch.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zhuqi.dispatch.domain.Hindrance;
import org.zhuqi.platform.web.Bodies;

/** Reads the fields of a form, and collects what is wrong with them, so that a person is told everything at once. */
final class FormCheck {
    private final List<Hindrance> faults = new ArrayList<>();

    FormCheck also(List<Hindrance> more) {
        faults.addAll(more);
        return this;
    }

    /** @throws org.zhuqi.platform.web.ProblemException if anything is wrong */
    void orRefuse() {
        if (!faults.isEmpty()) {
            throw Replies.refused(faults).asException();
        }
    }

    /** Trimmed; if it is missing, a text that is thrown away with the refusal. */
    String text(String field, @Nullable String typed, int most) {
        String text = optional(field, typed, most);
        if (text == null) {
            faults.add(Hindrance.rule(field, "This is missing.", "此项必填。"));
            return "-";
        }
        return text;
    }

    /** Trimmed; null if nothing is left. */
    @Nullable
    String optional(String field, @Nullable String typed, int most) {
        String text = Bodies.text(typed);
        if (text == null) {
            return null;
        }
        int length = text.codePointCount(0, text.length());
        if (length > most) {
            faults.add(Hindrance.rule(
                    field,
                    "At most %d characters; these are %d.".formatted(most, length),
                    "最多 %d 个字，实际 %d 个字。".formatted(most, length)));
        }
        if (text.codePoints().anyMatch(each -> Character.isISOControl(each) && !isLayout(each))) {
            faults.add(Hindrance.rule(field, "Control characters cannot stand here.", "此项含有控制字符。"));
        }
        return text;
    }

    private static boolean isLayout(int character) {
        return character == '\n' || character == '\r' || character == '\t';
    }

    <T> T needed(String field, @Nullable T value, T instead) {
        if (value == null) {
            faults.add(Hindrance.rule(field, "This is missing.", "此项必填。"));
            return instead;
        }
        return value;
    }

    /** Each once, in the order in which they stand; empty if there is none. */
    <T> List<T> list(String field, @Nullable List<@Nullable T> sent, int most) {
        if (sent == null) {
            return List.of();
        }
        List<T> there = sent.stream()
                .filter(Objects::nonNull)
                .<T>map(Objects::requireNonNull)
                .distinct()
                .toList();
        if (sent.size() > most) {
            faults.add(Hindrance.rule(
                    field,
                    "At most %d; these are %d.".formatted(most, sent.size()),
                    "最多 %d 项，实际 %d 项。".formatted(most, sent.size())));
        }
        if (sent.contains(null)) {
            faults.add(Hindrance.rule(field, "An entry is empty.", "存在空项。"));
        }
        return there;
    }
}
