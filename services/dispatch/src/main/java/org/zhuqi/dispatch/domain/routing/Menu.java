package org.zhuqi.dispatch.domain.routing;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.UnitId;

/** 点单菜单, as far as routing asks: what an item is called, and who usually takes it. */
@FunctionalInterface
public interface Menu {
    Optional<Dish> find(DistrictId district, CatalogueItemId item);

    /** Whether the district has a menu here at all. */
    default boolean isKnown(DistrictId district) {
        return false;
    }

    /** No district has one. */
    Menu NONE = (district, item) -> Optional.empty();

    /**
     * An item of the menu.
     *
     * @param category under which the district lists it, as rules name it
     * @param assistants that usually help
     * @param automatic the district wants it dispatched without a coordinator where the suggestion is sure
     */
    record Dish(
            CatalogueItemId item,
            String name,
            String category,
            List<String> keywords,
            @Nullable UnitId defaultUnit,
            List<UnitId> assistants,
            boolean automatic) {
        public Dish {
            keywords = List.copyOf(keywords);
            assistants = List.copyOf(assistants);
        }
    }
}
