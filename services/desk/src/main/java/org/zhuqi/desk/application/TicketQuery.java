package org.zhuqi.desk.application;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.WarningLevel;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.desk.domain.Standing;

/**
 * Which tickets, in which order. An empty list asks for nothing in particular.
 *
 * @param assistants units that assist now
 * @param formerLeads units that led it at some time before
 * @param words normalised, see {@link org.zhuqi.desk.domain.Words#asked}; each must occur in number, title or description
 * @param submittedFrom inclusive
 * @param submittedTo exclusive
 * @param standings at {@code now}
 * @param warnings the highest that was told and still matters
 * @param dueFrom inclusive, as is submittedFrom; of the clock that is due next
 * @param dueTo exclusive
 * @param after where the page before ended
 */
public record TicketQuery(
        List<TicketState> states,
        List<UnitId> leads,
        List<EnterpriseId> enterprises,
        List<CatalogueItemId> items,
        List<AccountId> handlers,
        List<UnitId> assistants,
        List<UnitId> formerLeads,
        List<AccountId> filers,
        List<ChainId> chains,
        List<PlaceId> places,
        List<Urgency> urgencies,
        List<String> words,
        @Nullable Boolean imported,
        @Nullable Boolean hard,
        @Nullable Boolean extensionPending,
        @Nullable Instant submittedFrom,
        @Nullable Instant submittedTo,
        List<Standing> standings,
        List<WarningLevel> warnings,
        @Nullable Instant dueFrom,
        @Nullable Instant dueTo,
        Instant now,
        Order order,
        @Nullable Position after,
        int limit) {

    /** The last ticket of a page: its value in the order, null if it has none, and its id where two have the same. */
    public record Position(@Nullable String value, UUID id) {}

    public record Order(Key key, boolean descending) {
        public static final Order LATEST_FIRST = new Order(Key.SUBMITTED, true);

        /** As in an address: {@code -submitted}. */
        public String text() {
            return (descending ? "-" : "") + key.text();
        }
    }

    public enum Key {
        SUBMITTED("submitted"),
        UPDATED("updated"),
        NUMBER("number"),
        /** Tickets without a due date come last, whichever way. */
        DUE("due");

        private final String text;

        Key(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
