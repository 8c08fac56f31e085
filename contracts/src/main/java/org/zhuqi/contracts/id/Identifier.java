package org.zhuqi.contracts.id;

import java.util.UUID;
import java.util.regex.Pattern;

/** A typed id, a plain string on the wire. Every kind has a static {@code of(String)} that reads what {@link #text()} wrote. */
public sealed interface Identifier
        permits AccountId,
                CatalogueItemId,
                ChainId,
                CommandId,
                DistrictId,
                EnterpriseId,
                Origin,
                PlaceId,
                SubjectId,
                TicketId,
                TicketNumber,
                TrialId,
                UnitId {

    String text();

    static void check(String kind, Pattern pattern, String value) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is not a %s: it must match %s".formatted(value, kind, pattern.pattern()));
        }
    }

    /** Only the spelling of 36 characters: the JDK also reads {@code 1-1-1-1-1}, and one id would have many spellings. */
    static UUID uuid(String kind, String text) {
        UUID uuid = UUID.fromString(text);
        if (!uuid.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("'%s' is not a %s: it must be a UUID".formatted(text, kind));
        }
        return uuid;
    }
}
