package org.zhuqi.dispatch.domain.routing;

import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;

/**
 * Why a unit is suggested, or is not put higher.
 *
 * @param points what it adds to the unit's points; negative if it speaks against the unit
 * @param about a rule, an item, a chain, a place, or a ticket's number, as the kind says; null where it must not be told
 * @param solved how many of the cases of which it speaks the unit solved
 * @param bounced how many of them came back from it
 */
public record Reason(Kind kind, double points, @Nullable String about, long solved, long bounced, Sentence sentence) {
    public enum Kind {
        /** A rule of the district names the unit. */
        RULE,
        /** The menu names it. */
        MENU,
        /** Tickets of the same item. */
        ITEM,
        /** Tickets of the same item from the same place. */
        ITEM_AT_PLACE,
        /** Tickets of the same chain. */
        CHAIN,
        /** Tickets whose texts are alike. */
        SIMILAR,
        /** This very ticket came back from it. */
        CAME_BACK
    }
}
