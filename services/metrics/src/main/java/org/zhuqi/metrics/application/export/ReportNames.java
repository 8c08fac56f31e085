package org.zhuqi.metrics.application.export;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.catalogue.CatalogueEntry;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.metrics.domain.Dimension;
import org.zhuqi.platform.catalogue.KnownCatalogue;
import org.zhuqi.platform.directory.KnownDirectory;

/**
 * What a report calls those whom it names, as the directory and the menu have it now. Who is not known goes by the id; so does an
 * account, whose person only the directory itself knows.
 */
final class ReportNames {
    private final KnownDirectory directory;
    private final KnownCatalogue catalogue;
    private final List<DistrictId> districts;

    /** @param scope the districts that are reported on; none: all */
    ReportNames(KnownDirectory directory, KnownCatalogue catalogue, Set<DistrictId> scope) {
        this.directory = directory;
        this.catalogue = catalogue;
        this.districts = scope.isEmpty()
                ? directory.districts().stream()
                        .map(DirectoryEntry.District::district)
                        .sorted((one, other) -> one.text().compareTo(other.text()))
                        .toList()
                : List.copyOf(scope);
    }

    /** What all that is reported on is called together. */
    static Sentence districts(KnownDirectory directory, Set<DistrictId> scope) {
        if (scope.size() != 1) {
            return new Sentence("all districts", "全部区县");
        }
        DistrictId only = scope.iterator().next();
        return directory
                .district(only)
                .map(it -> new Sentence(it.nameEn() == null ? it.name() : it.nameEn(), it.name()))
                .orElseGet(() -> same(only.text()));
    }

    Sentence of(Dimension dimension, String id) {
        return switch (dimension) {
            case DISTRICT -> districts(directory, Set.of(new DistrictId(id)));
            case UNIT ->
                same(directory
                        .unit(new UnitId(id))
                        .map(DirectoryEntry.Unit::name)
                        .orElse(id));
            case CHAIN ->
                same(directory
                        .chain(new ChainId(id))
                        .map(DirectoryEntry.Chain::name)
                        .orElse(id));
            case PLACE ->
                same(directory
                        .place(new PlaceId(id))
                        .map(DirectoryEntry.Place::name)
                        .orElse(id));
            case ENTERPRISE ->
                same(directory
                        .enterprise(new EnterpriseId(id))
                        .map(DirectoryEntry.Enterprise::name)
                        .orElse(id));
            case ITEM ->
                item(new CatalogueItemId(id))
                        .map(it -> new Sentence(it.nameEn() == null ? it.name() : it.nameEn(), it.name()))
                        .orElseGet(() -> same(id));
            case OFFICER, SIZE, MONTH -> same(id);
        };
    }

    private Optional<CatalogueEntry> item(CatalogueItemId item) {
        return districts.stream()
                .flatMap(district -> catalogue.item(district, item).stream())
                .findFirst();
    }

    private static Sentence same(String text) {
        return new Sentence(text, text);
    }
}
