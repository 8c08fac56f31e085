package org.zhuqi.contracts.lifecycle;

import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.PlaceId;

/**
 * The part of a district to which a coordinator's or supervisor's right is narrowed: a chain's committee (链长直通车) has the
 * tickets of its chain, a town's or park's office those of its place. Neither: the whole district.
 */
public record Jurisdiction(
        @Nullable ChainId chain, @Nullable PlaceId place) {
    public static final Jurisdiction WHOLE_DISTRICT = new Jurisdiction(null, null);

    /** Whether a ticket of this chain and place lies in it. */
    public boolean covers(@Nullable ChainId ticketChain, @Nullable PlaceId ticketPlace) {
        return (chain == null || chain.equals(ticketChain)) && (place == null || place.equals(ticketPlace));
    }
}
