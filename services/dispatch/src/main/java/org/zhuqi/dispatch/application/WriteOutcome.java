package org.zhuqi.dispatch.application;

import java.util.List;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.dispatch.domain.Hindrance;

/** What came of an attempt to change something. */
public sealed interface WriteOutcome<T> {
    /** @param again it was there already: the same request came before */
    record Done<T>(T subject, boolean again) implements WriteOutcome<T> {}

    /** There is no such thing that the caller may know of. */
    record Missing<T>() implements WriteOutcome<T> {}

    /** Somebody changed it meanwhile. */
    record Stale<T>(long version) implements WriteOutcome<T> {}

    /** The caller may see it, but not change it. */
    record NotYours<T>(Sentence sentence) implements WriteOutcome<T> {}

    /** The idempotency key was used before for another request. */
    record KeyReused<T>() implements WriteOutcome<T> {}

    /** @param faults at least one */
    record Refused<T>(List<Hindrance> faults) implements WriteOutcome<T> {}

    static <T> WriteOutcome<T> refused(Hindrance fault) {
        return new Refused<>(List.of(fault));
    }
}
