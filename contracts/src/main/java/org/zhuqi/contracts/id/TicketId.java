package org.zhuqi.contracts.id;

import java.util.UUID;

/** A ticket. A version 7 UUID when this system made it, so that new rows land side by side in an index; derived from the source's own case key when imported. */
public record TicketId(UUID value) implements Identifier {

    /** @throws IllegalArgumentException if the text is not a UUID */
    public static TicketId of(String text) {
        return new TicketId(Identifier.uuid("TicketId", text));
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
