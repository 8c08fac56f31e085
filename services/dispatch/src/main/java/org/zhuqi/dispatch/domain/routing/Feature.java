package org.zhuqi.dispatch.domain.routing;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.UnitId;

/**
 * Something that tickets have in common, by which it is counted who solved them.
 *
 * @param key unique within the kind
 */
public record Feature(Kind kind, String key) {
    public enum Kind {
        ITEM,
        ITEM_AT_PLACE,
        CHAIN,
        /** Who helped the lead with this item. */
        ASSISTANCE
    }

    public static Set<Feature> of(CatalogueItemId item, @Nullable ChainId chain, @Nullable PlaceId place) {
        Set<Feature> features = new LinkedHashSet<>();
        features.add(new Feature(Kind.ITEM, item.text()));
        if (place != null) {
            features.add(new Feature(Kind.ITEM_AT_PLACE, item.text() + "/" + place.text()));
        }
        if (chain != null) {
            features.add(new Feature(Kind.CHAIN, chain.text()));
        }
        return features;
    }

    static Feature assistance(CatalogueItemId item, UnitId lead) {
        return new Feature(Kind.ASSISTANCE, item.text() + "/" + lead.text());
    }
}
