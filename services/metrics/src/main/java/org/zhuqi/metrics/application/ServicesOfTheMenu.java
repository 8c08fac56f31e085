package org.zhuqi.metrics.application;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.zhuqi.contracts.CatalogueKind;
import org.zhuqi.contracts.catalogue.CatalogueEntry;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.platform.catalogue.KnownCatalogue;
import org.zhuqi.platform.directory.KnownDirectory;

/** Services are told from problems by the menus that every process knows. */
public final class ServicesOfTheMenu implements KnownServices {
    private final KnownCatalogue menus;
    private final KnownDirectory directory;

    public ServicesOfTheMenu(KnownCatalogue menus, KnownDirectory directory) {
        this.menus = menus;
        this.directory = directory;
    }

    @Override
    public Map<DistrictId, Set<CatalogueItemId>> of(Set<DistrictId> districts) {
        Set<DistrictId> asked = districts.isEmpty()
                ? directory.districts().stream()
                        .map(DirectoryEntry.District::district)
                        .collect(Collectors.toSet())
                : districts;
        return asked.stream()
                .collect(Collectors.toMap(
                        district -> district,
                        district -> menus.items(district).stream()
                                .filter(item -> item.kind() == CatalogueKind.SERVICE)
                                .map(CatalogueEntry::item)
                                .collect(Collectors.toSet())));
    }
}
