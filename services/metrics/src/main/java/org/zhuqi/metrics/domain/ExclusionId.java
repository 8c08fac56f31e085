package org.zhuqi.metrics.domain;

import java.util.UUID;

/** A request to leave a ticket out of the figures. */
public record ExclusionId(UUID value) {

    /** @throws IllegalArgumentException if the text is not a UUID of 36 characters */
    public static ExclusionId of(String text) {
        UUID uuid = UUID.fromString(text);
        if (!uuid.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException(text);
        }
        return new ExclusionId(uuid);
    }

    public String text() {
        return value.toString();
    }

    @Override
    public String toString() {
        return text();
    }
}
