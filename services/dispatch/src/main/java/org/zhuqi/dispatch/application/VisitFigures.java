package org.zhuqi.dispatch.application;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.dispatch.domain.VisitFilter;
import org.zhuqi.dispatch.postgres.VisitRows;
import org.zhuqi.dispatch.postgres.VisitRows.Count;
import org.zhuqi.dispatch.postgres.VisitRows.Totals;
import org.zhuqi.platform.calendar.CalendarRules;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.security.Caller;

/** How much is visited, and who waits for it. Struck out visits are not counted. */
public final class VisitFigures {
    private static final LocalDate EVER = LocalDate.of(1900, 1, 1);

    private final VisitRows visits;
    private final KnownDirectory directory;
    private final InstantSource now;

    public VisitFigures(VisitRows visits, KnownDirectory directory, InstantSource now) {
        this.visits = visits;
        this.directory = directory;
        this.now = now;
    }

    /**
     * @param lookedAfter active enterprises with which an officer is paired now
     * @param lookedAfterVisited those of them that were visited in the period
     */
    public record Summary(
            Totals totals,
            int lookedAfter,
            int lookedAfterVisited,
            List<Count<AccountId>> byOfficer,
            List<Count<@Nullable PlaceId>> byPlace) {}

    /**
     * An enterprise that waits for a visit.
     *
     * @param officers who look after it
     * @param lastVisitedOn null if never
     */
    public record Waiting(
            DirectoryEntry.Enterprise enterprise,
            List<AccountId> officers,
            @Nullable LocalDate lastVisitedOn) {}

    public Summary summary(LocalDate from, LocalDate to, Caller caller) {
        VisitFilter period = VisitFilter.of(from, to);
        Map<EnterpriseId, LocalDate> visited = visits.last(caller.district(), from, to);
        Map<EnterpriseId, List<AccountId>> cared = lookedAfter(caller);
        return new Summary(
                visits.totals(period, caller),
                cared.size(),
                (int) cared.keySet().stream().filter(visited::containsKey).count(),
                visits.byOfficer(period, caller),
                visits.byPlace(period, caller));
    }

    /** Those not visited for so many days or more, who were never visited first, then the longest ago. */
    public List<Waiting> overdue(int days, Caller caller) {
        LocalDate today = today();
        LocalDate since = today.minusDays(days);
        Map<EnterpriseId, LocalDate> last = visits.last(caller.district(), EVER, today);
        List<Waiting> waiting = new ArrayList<>();
        lookedAfter(caller).forEach((enterprise, officers) -> {
            LocalDate visited = last.get(enterprise);
            if (visited == null || !visited.isAfter(since)) {
                directory.enterprise(enterprise).ifPresent(it -> waiting.add(new Waiting(it, officers, visited)));
            }
        });
        waiting.sort(ORDER);
        return waiting;
    }

    /** Who was never visited first. */
    public static final Comparator<Waiting> ORDER = Comparator.comparing(
                    (Waiting it) -> it.lastVisitedOn() == null ? EVER : it.lastVisitedOn())
            .thenComparing(it -> it.enterprise().enterprise().text());

    public long daysSince(LocalDate day) {
        return ChronoUnit.DAYS.between(day, today());
    }

    public LocalDate today() {
        return LocalDate.ofInstant(now.instant(), CalendarRules.CHINA);
    }

    private Map<EnterpriseId, List<AccountId>> lookedAfter(Caller caller) {
        Map<EnterpriseId, List<AccountId>> officers = new HashMap<>();
        if (caller.role() == Role.OFFICER) {
            caller.looksAfter().forEach(it -> officers.put(it, new ArrayList<>()));
        }
        for (DirectoryEntry.Account account : directory.accounts(caller.district())) {
            if (account.role() == Role.OFFICER && account.active()) {
                account.looksAfter().stream()
                        .filter(it -> caller.role() != Role.OFFICER
                                || caller.looksAfter().contains(it))
                        .forEach(it -> officers.computeIfAbsent(it, none -> new ArrayList<>())
                                .add(account.account()));
            }
        }
        officers.keySet()
                .removeIf(it -> directory
                        .enterprise(it)
                        .filter(known -> known.district().equals(caller.district())
                                && known.active()
                                && caller.jurisdiction().covers(known.chain(), known.place()))
                        .isEmpty());
        officers.values().forEach(them -> them.sort(Comparator.comparing(AccountId::text)));
        return officers;
    }
}
