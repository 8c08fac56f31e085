package org.zhuqi.directory.domain;

import java.util.Map;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.UnitId;

/** The entries to which others refer, of any district. */
public record References(
        Map<UnitId, DirectoryEntry.Unit> units,
        Map<ChainId, DirectoryEntry.Chain> chains,
        Map<PlaceId, DirectoryEntry.Place> places,
        Map<EnterpriseId, DirectoryEntry.Enterprise> enterprises) {
    public static final References NONE = new References(Map.of(), Map.of(), Map.of(), Map.of());
}
