package org.zhuqi.contracts.id;

import java.util.UUID;

/** One trial of a policy. Whoever asks for the same trial again gets the same answer again. */
public record TrialId(UUID value) implements Identifier {

    /** @throws IllegalArgumentException if the text is not a UUID */
    public static TrialId of(String text) {
        return new TrialId(Identifier.uuid("TrialId", text));
    }

    @Override
    public String text() {
        return value.toString();
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
