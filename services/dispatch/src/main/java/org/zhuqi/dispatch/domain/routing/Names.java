package org.zhuqi.dispatch.domain.routing;

import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.UnitId;

/** What reasons call what they speak of. */
public interface Names {
    String unit(UnitId unit);

    String item(CatalogueItemId item);

    String chain(ChainId chain);

    String place(PlaceId place);

    /** Whether the unit looks after the enterprises of the place. */
    boolean isOfficeOf(UnitId unit, PlaceId place);
}
