package org.zhuqi.intake.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.zhuqi.contracts.catalogue.CatalogueEntry;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.intake.application.StoredItem;

/** An item of the menu as it is shown: the entry, and who made this version of it when. */
record CatalogueDocument(@JsonUnwrapped CatalogueEntry entry, Instant changedAt, AccountId changedBy) {
    static CatalogueDocument of(StoredItem stored) {
        return new CatalogueDocument(stored.entry(), stored.changedAt(), stored.changedBy());
    }
}
