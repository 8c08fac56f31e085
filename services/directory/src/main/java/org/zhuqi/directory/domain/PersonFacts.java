package org.zhuqi.directory.domain;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;

/**
 * A person with what decides who may know them.
 *
 * @param role of their account, if they have one
 * @param enterprises for which their account speaks, or whose contact they are
 */
public record PersonFacts(
        String id,
        DistrictId district,
        Person person,
        @Nullable Role role,
        @Nullable UnitId unit,
        Set<EnterpriseId> enterprises,
        @Nullable Instant erasedAt) {

    /** Whoever acts for the administration is known by name to those with whom they deal. */
    public boolean isOfficial() {
        return role != null && role != Role.ENTERPRISE;
    }
}
