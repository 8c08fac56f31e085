package org.zhuqi.contracts.id;

import java.util.UUID;

/** Something that dispatch looks after beside tickets, such as a meeting or a visit. A version 7 UUID. */
public record SubjectId(UUID value) implements Identifier {

    /** @throws IllegalArgumentException if the text is not a UUID */
    public static SubjectId of(String text) {
        return new SubjectId(Identifier.uuid("SubjectId", text));
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
