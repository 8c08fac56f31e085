package org.zhuqi.peers.jpa;

import java.util.Arrays;
import java.util.Locale;

/** What is done to a ticket after it was submitted, and between which states. */
enum Step {
    DISPATCH(State.SUBMITTED, State.DISPATCHED),
    ACCEPT(State.DISPATCHED, State.IN_PROGRESS),
    RECORD_PROGRESS(State.IN_PROGRESS, State.IN_PROGRESS),
    ANSWER(State.IN_PROGRESS, State.ANSWERED),
    CONFIRM(State.ANSWERED, State.CLOSED);

    enum State {
        SUBMITTED,
        DISPATCHED,
        IN_PROGRESS,
        ANSWERED,
        CLOSED
    }

    final State from;
    final State to;

    Step(State from, State to) {
        this.from = from;
        this.to = to;
    }

    /** @throws IllegalArgumentException if there is no such step */
    static Step named(String name) {
        return Arrays.stream(values())
                .filter(step ->
                        step.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no step " + name));
    }
}
