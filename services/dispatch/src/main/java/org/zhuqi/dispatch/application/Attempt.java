package org.zhuqi.dispatch.application;

import java.util.List;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.dispatch.domain.Hindrance;
import org.zhuqi.platform.web.Problem;

/** What came of something that was asked for: it is done, now or before, or it is refused with a sentence. */
public sealed interface Attempt<T> {

    record Done<T>(T value) implements Attempt<T> {}

    record Refused<T>(Problem problem) implements Attempt<T> {}

    static <T> Attempt<T> done(T value) {
        return new Done<>(value);
    }

    static <T> Attempt<T> refused(Problem problem) {
        return new Refused<>(problem);
    }

    /** @param faults at least one */
    static <T> Attempt<T> refused(List<Hindrance> faults) {
        return refused(Refusals.of(faults));
    }

    static <T> Attempt<T> refused(Hindrance fault) {
        return refused(List.of(fault));
    }

    /** By the state that it is in. */
    static <T> Attempt<T> wrongState(Sentence why) {
        return refused(new Hindrance(Hindrance.Nature.STATE, "", why));
    }

    /** For the web adapters, where a refusal is an answer. */
    default T orThrow() {
        return switch (this) {
            case Done<T> done -> done.value();
            case Refused<T> refused -> throw refused.problem().asException();
        };
    }
}
