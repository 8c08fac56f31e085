package org.zhuqi.intake.importing;

import static java.util.stream.Collectors.joining;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.contracts.lifecycle.TicketState;

/** What the server says about one command of a batch. */
public record Answer(
        CommandId commandId,
        Verdict verdict,
        @Nullable TicketState state,
        @Nullable String sentence,
        @Nullable List<FieldError> errors) {

    public enum Verdict {
        ACCEPTED,
        /** Understood, and not possible. */
        REFUSED,
        /** Not of the form that the command must have. */
        INVALID,
        /** Taken in, but not decided yet. */
        PENDING,
        /** Could not be processed; an operator finds it among the dead letters. */
        FAILED
    }

    /** @param pointer the JSON pointer of the field */
    public record FieldError(String pointer, String detail) {}

    /** The reason of a verdict that is not ACCEPTED. */
    public String reason() {
        String detail = errors == null
                ? ""
                : errors.stream()
                        .map(error -> error.pointer() + " " + error.detail())
                        .collect(joining("; "));
        String said = sentence == null ? "" : sentence;
        if (said.isEmpty() && detail.isEmpty()) {
            return "the server gave no reason";
        }
        return said + (said.isEmpty() || detail.isEmpty() ? "" : ": ") + detail;
    }
}
