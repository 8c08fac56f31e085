package org.zhuqi.dispatch.application.routing;

import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.dispatch.domain.routing.Menu;
import org.zhuqi.dispatch.domain.routing.Names;
import org.zhuqi.platform.directory.KnownDirectory;

/** Names as a district's directory and menu have them; the id of what they do not know. */
public final class DirectoryNames implements Names {
    private final KnownDirectory directory;
    private final Menu menu;
    private final DistrictId district;

    public DirectoryNames(KnownDirectory directory, Menu menu, DistrictId district) {
        this.directory = directory;
        this.menu = menu;
        this.district = district;
    }

    @Override
    public String unit(UnitId unit) {
        return directory
                .unit(unit)
                .map(known -> known.shortName() == null ? known.name() : known.shortName())
                .orElseGet(unit::text);
    }

    @Override
    public String item(CatalogueItemId item) {
        return menu.find(district, item).map(Menu.Dish::name).orElseGet(item::text);
    }

    @Override
    public String chain(ChainId chain) {
        return directory.chain(chain).map(DirectoryEntry.Chain::name).orElseGet(chain::text);
    }

    @Override
    public String place(PlaceId place) {
        return directory.place(place).map(DirectoryEntry.Place::name).orElseGet(place::text);
    }

    @Override
    public boolean isOfficeOf(UnitId unit, PlaceId place) {
        return directory
                .place(place)
                .filter(known -> unit.equals(known.office()))
                .isPresent();
    }
}
