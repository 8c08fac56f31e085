package org.zhuqi.dispatch.domain.routing;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.EnterpriseSize;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.UnitId;

/**
 * What a district says about who takes what.
 *
 * @param unit the lead
 * @param weight how sure the district is, 1 to {@value #FULL_WEIGHT}
 * @param automatic whether a ticket that it matches may be dispatched without a coordinator
 */
public record RoutingRule(
        String id,
        When when,
        UnitId unit,
        List<UnitId> assistants,
        int weight,
        boolean automatic,
        @Nullable String note) {
    public static final int FULL_WEIGHT = 100;

    public RoutingRule {
        assistants = List.copyOf(assistants);
    }

    /**
     * To what a rule applies: every list that is not empty must have something that fits. All empty: to everything.
     *
     * @param keywords any of which stands in title or description
     */
    public record When(
            List<CatalogueItemId> items,
            List<String> categories,
            List<ChainId> chains,
            List<PlaceId> places,
            List<EnterpriseSize> sizes,
            List<String> keywords) {
        public When {
            items = List.copyOf(items);
            categories = List.copyOf(categories);
            chains = List.copyOf(chains);
            places = List.copyOf(places);
            sizes = List.copyOf(sizes);
            keywords = List.copyOf(keywords);
        }
    }

    boolean matches(Matter matter, @Nullable String category) {
        return fits(when.items, matter.item())
                && fits(when.categories, category)
                && fits(when.chains, matter.chain())
                && fits(when.places, matter.place())
                && fits(when.sizes, matter.size())
                && (when.keywords.isEmpty() || wordIn(matter).isPresent());
    }

    /** The first of the rule's words that the matter has. */
    Optional<String> wordIn(Matter matter) {
        String words = matter.words();
        return when.keywords.stream()
                .filter(keyword -> words.contains(Matter.folded(keyword)))
                .findFirst();
    }

    private static <T> boolean fits(List<T> wanted, @Nullable T given) {
        return wanted.isEmpty() || (given != null && wanted.contains(given));
    }
}
