package org.zhuqi.dispatch.application;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.dispatch.domain.Listing;
import org.zhuqi.dispatch.domain.ListingSight;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.dispatch.postgres.ListingRows;
import org.zhuqi.dispatch.postgres.TicketFactRows;
import org.zhuqi.platform.calendar.CalendarRules;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.security.Caller;

/** How much of which listing somebody sees. */
public final class ListingSights {
    private final ListingRows listings;
    private final TicketFactRows tickets;
    private final KnownDirectory directory;
    private final InstantSource now;

    public ListingSights(ListingRows listings, TicketFactRows tickets, KnownDirectory directory, InstantSource now) {
        this.listings = listings;
        this.tickets = tickets;
        this.directory = directory;
        this.now = now;
    }

    /** @param sight never none */
    public record Seen(Listing listing, ListingSight sight) {}

    public Optional<Seen> find(SubjectId id, Caller caller) {
        return listings.find(caller.district(), id)
                .map(it -> new Seen(it, of(it, caller)))
                .filter(seen -> seen.sight() != ListingSight.NONE);
    }

    public ListingSight of(Listing listing, Caller caller) {
        return Objects.requireNonNull(of(List.of(listing), caller).get(listing.id()));
    }

    public Map<SubjectId, ListingSight> of(Collection<Listing> some, Caller caller) {
        Set<TicketId> shown = shownTickets(
                some.stream()
                        .flatMap(it -> Optional.ofNullable(it.terms().ticket()).stream())
                        .collect(Collectors.toSet()),
                caller);
        Map<SubjectId, ListingSight> sights = new LinkedHashMap<>();
        for (Listing listing : some) {
            TicketId ticket = listing.terms().ticket();
            sights.put(
                    listing.id(),
                    listing.sight(caller, chainOf(caller), ticket != null && shown.contains(ticket), today()));
        }
        return sights;
    }

    /** Those that the caller may see. */
    public Set<TicketId> shownTickets(Set<TicketId> some, Caller caller) {
        return some.isEmpty()
                ? Set.of()
                : tickets.find(some).values().stream()
                        .filter(it -> it.access().isGrantedTo(caller))
                        .map(TicketFacts::ticket)
                        .collect(Collectors.toSet());
    }

    /** Of the enterprise for which the caller speaks. */
    public @Nullable ChainId chainOf(Caller caller) {
        return Optional.ofNullable(caller.enterprise())
                .flatMap(directory::enterprise)
                .map(DirectoryEntry.Enterprise::chain)
                .orElse(null);
    }

    public LocalDate today() {
        return LocalDate.ofInstant(now.instant(), CalendarRules.CHINA);
    }
}
