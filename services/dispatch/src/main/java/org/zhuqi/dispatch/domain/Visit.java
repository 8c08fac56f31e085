package org.zhuqi.dispatch.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.dispatch.VisitEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.platform.security.Caller;

/**
 * 走访: officers were at an enterprise on a day. However many of them and of departments came along, it is one visit.
 *
 * @param version how many events it has
 * @param units that came along
 * @param tickets that were filed for what was found
 * @param chain of the enterprise when the visit was written down
 * @param place of the enterprise when the visit was written down
 * @param struckOut null while it counts
 */
public record Visit(
        SubjectId id,
        long version,
        DistrictId district,
        EnterpriseId enterprise,
        LocalDate visitedOn,
        List<AccountId> officers,
        List<UnitId> units,
        @Nullable String purpose,
        @Nullable String findings,
        List<TicketId> tickets,
        @Nullable ChainId chain,
        @Nullable PlaceId place,
        AccountId recordedBy,
        Instant recordedAt,
        @Nullable StruckOut struckOut) {
    /** As many as the contract of the event takes, of officers, units and tickets each. */
    public static final int MOST = 50;

    /** It was written down by mistake. */
    public record StruckOut(String reason, AccountId by, Instant at) {}

    /** In SQL the same stands in {@code VisitRows}; a test holds the two together. */
    public boolean isShownTo(Caller caller) {
        if (!district.equals(caller.district())) {
            return false;
        }
        return switch (caller.role()) {
            case ENTERPRISE -> enterprise.equals(caller.enterprise());
            case OFFICER ->
                officers.contains(caller.account()) || caller.looksAfter().contains(enterprise);
            case HANDLER -> caller.unit() != null && units.contains(caller.unit());
            case COORDINATOR, SUPERVISOR -> caller.jurisdiction().covers(chain, place);
            case AUDITOR, ADMIN -> true;
            case IMPORTER, SYSTEM -> false;
        };
    }

    /** What was found there is for the administration alone. */
    public static boolean showsFindingsTo(Caller caller) {
        return switch (caller.role()) {
            case OFFICER, HANDLER, COORDINATOR, SUPERVISOR, AUDITOR, ADMIN -> true;
            case ENTERPRISE, IMPORTER, SYSTEM -> false;
        };
    }

    /** Whether the caller, to whom it is shown, may also change it: who came along may, and the coordinator. */
    public boolean isKeptBy(Caller caller) {
        return switch (caller.role()) {
            case OFFICER -> officers.contains(caller.account());
            case COORDINATOR -> true;
            case ENTERPRISE, HANDLER, SUPERVISOR, AUDITOR, ADMIN, IMPORTER, SYSTEM -> false;
        };
    }

    public Visit rewritten(
            List<AccountId> whoCame, List<UnitId> whichUnits, @Nullable String whatFor, @Nullable String whatWasFound) {
        return copy(whoCame, whichUnits, whatFor, whatWasFound, tickets, version, struckOut);
    }

    public Visit joinedBy(Collection<AccountId> more, Collection<UnitId> moreUnits) {
        return copy(with(officers, more), with(units, moreUnits), purpose, findings, tickets, version, struckOut);
    }

    public Visit linkedTo(Collection<TicketId> more) {
        return copy(officers, units, purpose, findings, with(tickets, more), version, struckOut);
    }

    /** To these and no others. */
    public Visit tiedTo(List<TicketId> filed) {
        return copy(officers, units, purpose, findings, filed, version, struckOut);
    }

    public Visit struckOut(StruckOut mistake) {
        return copy(officers, units, purpose, findings, tickets, version, mistake);
    }

    public Visit atVersion(long next) {
        return copy(officers, units, purpose, findings, tickets, next, struckOut);
    }

    /** All of it, as it is now. */
    public VisitEvent.VisitRecorded told() {
        return new VisitEvent.VisitRecorded(enterprise, visitedOn, officers, units, purpose, findings, tickets);
    }

    private Visit copy(
            List<AccountId> whoCame,
            List<UnitId> whichUnits,
            @Nullable String whatFor,
            @Nullable String whatWasFound,
            List<TicketId> filed,
            long number,
            @Nullable StruckOut mistake) {
        return new Visit(
                id,
                number,
                district,
                enterprise,
                visitedOn,
                whoCame,
                whichUnits,
                whatFor,
                whatWasFound,
                filed,
                chain,
                place,
                recordedBy,
                recordedAt,
                mistake);
    }

    private static <T> List<T> with(List<T> some, Collection<T> more) {
        LinkedHashSet<T> all = new LinkedHashSet<>(some);
        all.addAll(more);
        return List.copyOf(new ArrayList<>(all));
    }
}
