package org.zhuqi.intake.application;

import java.time.Instant;
import org.zhuqi.contracts.catalogue.CatalogueEntry;
import org.zhuqi.contracts.id.AccountId;

/** An item of the menu as it stands in its table: who made this version of it, and when. */
public record StoredItem(CatalogueEntry entry, Instant changedAt, AccountId changedBy) {}
