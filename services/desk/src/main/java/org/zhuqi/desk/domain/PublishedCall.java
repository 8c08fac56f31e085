package org.zhuqi.desk.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.CallChoice;
import org.zhuqi.contracts.id.UnitId;

/**
 * An open call (揭榜), until somebody has it and after.
 *
 * @param until the last day on which it can be claimed; null: any day
 * @param claims a unit's plan is for the coordinator and itself, never for its competitors
 */
public record PublishedCall(String terms, @Nullable LocalDate until, CallChoice choice, List<OfferedClaim> claims) {

    /** A later claim of the same unit replaces the earlier one. */
    PublishedCall with(OfferedClaim claim) {
        List<OfferedClaim> more = new ArrayList<>(claimsBut(claim.unit()));
        more.add(claim);
        return new PublishedCall(terms, until, choice, List.copyOf(more));
    }

    PublishedCall without(UnitId unit) {
        return new PublishedCall(terms, until, choice, claimsBut(unit));
    }

    PublishedCall showing(Predicate<OfferedClaim> which) {
        return new PublishedCall(
                terms, until, choice, claims.stream().filter(which).toList());
    }

    boolean hasClaimOf(@Nullable UnitId unit) {
        return claims.stream().anyMatch(claim -> claim.unit().equals(unit));
    }

    private List<OfferedClaim> claimsBut(UnitId unit) {
        return claims.stream().filter(claim -> !claim.unit().equals(unit)).toList();
    }
}
