package org.zhuqi.dispatch.application.routing;

import java.util.Optional;
import org.zhuqi.contracts.DispatchMode;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.dispatch.domain.routing.Menu;
import org.zhuqi.platform.catalogue.KnownCatalogue;

/** The menu as everybody was told it. What can be ordered no more still says who takes what was ordered. */
public final class MenuOfTheDistrict implements Menu {
    private final KnownCatalogue catalogue;

    public MenuOfTheDistrict(KnownCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public Optional<Dish> find(DistrictId district, CatalogueItemId item) {
        return catalogue
                .item(district, item)
                .map(entry -> new Dish(
                        entry.item(),
                        entry.name(),
                        entry.category(),
                        entry.keywords(),
                        entry.defaultUnit(),
                        entry.assistants(),
                        entry.dispatch() == DispatchMode.AUTOMATIC));
    }

    @Override
    public boolean isKnown(DistrictId district) {
        return !catalogue.items(district).isEmpty();
    }
}
