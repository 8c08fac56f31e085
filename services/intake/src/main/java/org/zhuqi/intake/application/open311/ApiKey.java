package org.zhuqi.intake.application.open311;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;

/**
 * With which a program speaks Open311. The secret is not part of it: that is shown once and kept nowhere.
 *
 * @param account of the directory, as which the program acts
 * @param label by which people tell it from others
 * @param lastUsedOn the local day
 */
public record ApiKey(
        UUID id,
        DistrictId district,
        AccountId account,
        String label,
        AccountId createdBy,
        Instant createdAt,
        @Nullable LocalDate lastUsedOn,
        @Nullable AccountId revokedBy,
        @Nullable Instant revokedAt) {

    public boolean isRevoked() {
        return revokedAt != null;
    }
}
