package org.zhuqi.dispatch.domain;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.ListingKind;
import org.zhuqi.contracts.ListingVisibility;
import org.zhuqi.contracts.dispatch.ListingTerms;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.platform.security.Caller;

/**
 * 供需信息: what an enterprise offers or needs.
 *
 * @param version how many events it has
 * @param place of the enterprise, as the directory had it when the listing was posted or changed
 * @param outcome what came of it; null while it is not closed
 */
public record Listing(
        SubjectId id,
        long version,
        DistrictId district,
        EnterpriseId enterprise,
        ListingKind kind,
        ListingTerms terms,
        @Nullable PlaceId place,
        AccountId postedBy,
        Instant postedAt,
        @Nullable String outcome,
        @Nullable Instant closedAt) {

    public @Nullable ChainId chain() {
        return terms.chain();
    }

    public ListingStatus status(LocalDate today) {
        if (closedAt != null) {
            return ListingStatus.CLOSED;
        }
        return terms.validUntil().isBefore(today) ? ListingStatus.EXPIRED : ListingStatus.OPEN;
    }

    /**
     * In SQL the same stands in {@code ListingRows}; a test holds the two together.
     *
     * @param callerChain of the enterprise for which the caller speaks, as the directory has it
     * @param ticketIsShown whether the caller may see the ticket with which a match was asked for
     */
    public ListingSight sight(Caller caller, @Nullable ChainId callerChain, boolean ticketIsShown, LocalDate today) {
        if (!district.equals(caller.district())) {
            return ListingSight.NONE;
        }
        return switch (caller.role()) {
            case ENTERPRISE ->
                enterprise.equals(caller.enterprise())
                        ? ListingSight.WHOLE
                        : listed(terms.visible() == ListingVisibility.DISTRICT || isOf(callerChain), today);
            case OFFICER ->
                caller.looksAfter().contains(enterprise)
                        ? ListingSight.WHOLE
                        : listed(terms.visible() == ListingVisibility.DISTRICT, today);
            case COORDINATOR, SUPERVISOR ->
                caller.jurisdiction().covers(chain(), place) || ticketIsShown
                        ? ListingSight.WHOLE
                        : listed(terms.visible() == ListingVisibility.DISTRICT, today);
            case AUDITOR, ADMIN -> ListingSight.WHOLE;
            case HANDLER, IMPORTER, SYSTEM -> ListingSight.NONE;
        };
    }

    private ListingSight listed(boolean toCaller, LocalDate today) {
        return toCaller && status(today) == ListingStatus.OPEN ? ListingSight.PUBLIC : ListingSight.NONE;
    }

    /** Whether the caller, who sees all of it, may also change it and speak for it. */
    public static boolean isKeptBy(Caller caller) {
        return switch (caller.role()) {
            case ENTERPRISE, COORDINATOR -> true;
            case OFFICER, HANDLER, SUPERVISOR, AUDITOR, ADMIN, IMPORTER, SYSTEM -> false;
        };
    }

    /** An offer and a need of two enterprises, each shown to the other's. */
    public boolean mayMeet(Listing other) {
        return district.equals(other.district)
                && kind == other.kind.other()
                && !enterprise.equals(other.enterprise)
                && isShownToEnterpriseOf(other)
                && other.isShownToEnterpriseOf(this);
    }

    private boolean isShownToEnterpriseOf(Listing other) {
        return terms.visible() == ListingVisibility.DISTRICT || isOf(other.chain());
    }

    private boolean isOf(@Nullable ChainId some) {
        return some != null && some.equals(chain());
    }

    public ProductWords words() {
        return ProductWords.of(terms.category(), terms.title());
    }

    public Listing with(ListingTerms changed, @Nullable PlaceId where) {
        return new Listing(
                id, version, district, enterprise, kind, changed, where, postedBy, postedAt, outcome, closedAt);
    }

    public Listing closed(String whatCameOfIt, Instant at) {
        return new Listing(id, version, district, enterprise, kind, terms, place, postedBy, postedAt, whatCameOfIt, at);
    }

    public Listing atVersion(long next) {
        return new Listing(id, next, district, enterprise, kind, terms, place, postedBy, postedAt, outcome, closedAt);
    }
}
