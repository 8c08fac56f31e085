package org.zhuqi.intake.application.open311;

import java.util.List;
import java.util.Optional;
import org.zhuqi.contracts.FieldKind;
import org.zhuqi.contracts.catalogue.CatalogueEntry;
import org.zhuqi.contracts.catalogue.CatalogueEntry.Field;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.platform.catalogue.KnownCatalogue;

/** The menu as Open311 offers it: what can be ordered now, and without a file, for which the protocol has no upload. */
public final class Services {
    private final KnownCatalogue catalogue;

    public Services(KnownCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    public List<CatalogueEntry> of(DistrictId district) {
        return catalogue.items(district).stream().filter(Services::isOffered).toList();
    }

    public Optional<CatalogueEntry> find(DistrictId district, CatalogueItemId service) {
        return catalogue.item(district, service).filter(Services::isOffered);
    }

    /** What was ordered once keeps its name. */
    public Optional<CatalogueEntry> ever(DistrictId district, CatalogueItemId service) {
        return catalogue.item(district, service);
    }

    /** What a client asks its user for. */
    public static List<Field> attributes(CatalogueEntry service) {
        return service.fields().stream()
                .filter(field -> field.kind() != FieldKind.FILE)
                .toList();
    }

    private static boolean isOffered(CatalogueEntry item) {
        return item.active()
                && item.fields().stream().noneMatch(field -> field.required() && field.kind() == FieldKind.FILE);
    }
}
