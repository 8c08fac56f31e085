package org.zhuqi.dispatch.application;

import org.zhuqi.platform.web.Problem;

/** What came of something that was asked for: it is done, or it is refused with a sentence. */
public sealed interface Attempt<T> {

    /** @param isNew false if it had been done before, by the same request or to the same effect */
    record Done<T>(T value, boolean isNew) implements Attempt<T> {}

    record Refused<T>(Problem problem) implements Attempt<T> {}

    static <T> Attempt<T> done(T value) {
        return new Done<>(value, true);
    }

    static <T> Attempt<T> asBefore(T value) {
        return new Done<>(value, false);
    }

    static <T> Attempt<T> refused(Problem problem) {
        return new Refused<>(problem);
    }

    /** For the web adapters, where a refusal is an answer. */
    default Done<T> orThrow() {
        return switch (this) {
            case Done<T> done -> done;
            case Refused<T> refused -> throw refused.problem().asException();
        };
    }
}
