package org.zhuqi.contracts.id;

import java.util.UUID;

/** One command, for ever. Whoever sends the same command again sends the same id, and it takes effect once. */
public record CommandId(UUID value) implements Identifier {

    /** @throws IllegalArgumentException if the text is not a UUID */
    public static CommandId of(String text) {
        return new CommandId(Identifier.uuid("CommandId", text));
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
