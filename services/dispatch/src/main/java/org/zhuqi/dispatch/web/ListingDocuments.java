package org.zhuqi.dispatch.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.ListingKind;
import org.zhuqi.contracts.ListingVisibility;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.dispatch.application.Introducing.Pair;
import org.zhuqi.dispatch.application.ListingSights;
import org.zhuqi.dispatch.domain.Introduction;
import org.zhuqi.dispatch.domain.Listing;
import org.zhuqi.dispatch.domain.ListingSight;
import org.zhuqi.dispatch.domain.ListingStatus;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.security.Caller;

/** Listings and introductions as their readers may see them. */
public final class ListingDocuments {
    private final ListingSights sights;
    private final KnownDirectory directory;

    public ListingDocuments(ListingSights sights, KnownDirectory directory) {
        this.sights = sights;
        this.directory = directory;
    }

    @Schema(
            description =
                    "A listing. To other enterprises only title, description, category, enterpriseName and chain are shown.")
    record ListingDocument(
            SubjectId id,
            ListingKind kind,
            String title,
            String description,
            String category,

            @Schema(description = "The registered name.") @Nullable
            String enterpriseName,

            @Nullable ChainId chain,

            @Schema(description = "Whom to ask: always COORDINATOR, who brings both together.")
            String contactVia,

            @Nullable Long version,
            @Nullable EnterpriseId enterprise,
            @Nullable ListingStatus status,
            @Nullable String quantity,
            @Nullable String unit,
            @Nullable String price,
            @Nullable String region,
            @Nullable PlaceId place,
            @Nullable LocalDate validUntil,
            @Nullable ListingVisibility visible,
            @Nullable TicketId ticket,
            @Nullable AccountId postedBy,
            @Nullable Instant postedAt,
            @Nullable String outcome,
            @Nullable Instant closedAt) {}

    record IntroductionDocument(
            SubjectId id,
            long version,
            Introduction.Status status,
            ListingDocument offer,
            ListingDocument need,
            boolean offerAgreed,
            boolean needAgreed,

            @Schema(description = "Which side asked; absent if the coordinator brings both together.") @Nullable
            ListingKind askedBy,

            @Nullable String note,
            @Nullable TicketId ticket,

            @Schema(description = "Why it was declined.") @Nullable
            String reason,

            @Nullable String amount,
            @Nullable String resultNote,

            @Schema(description = "Not shown to enterprises.") @Nullable
            AccountId proposedBy,

            Instant proposedAt,
            @Nullable Instant endedAt) {}

    ListingDocument of(Listing listing, Caller caller) {
        return Objects.requireNonNull(of(List.of(listing), caller).get(listing.id()));
    }

    /** What is not shown is not asked for here: what is shown to nobody is shown as to everybody. */
    Map<SubjectId, ListingDocument> of(Collection<Listing> listings, Caller caller) {
        Map<SubjectId, ListingSight> seen = sights.of(listings, caller);
        Set<TicketId> tickets = sights.shownTickets(
                listings.stream()
                        .flatMap(it -> Stream.ofNullable(it.terms().ticket()))
                        .collect(Collectors.toSet()),
                caller);
        Map<SubjectId, ListingDocument> documents = new LinkedHashMap<>();
        for (Listing listing : listings) {
            documents.put(
                    listing.id(),
                    seen.get(listing.id()) == ListingSight.WHOLE ? whole(listing, caller, tickets) : publicly(listing));
        }
        return documents;
    }

    IntroductionDocument of(Pair pair, Caller caller) {
        return of(List.of(pair), caller).getFirst();
    }

    List<IntroductionDocument> of(List<Pair> pairs, Caller caller) {
        Map<SubjectId, ListingDocument> listings = of(
                pairs.stream()
                        .flatMap(pair -> Stream.of(pair.offer(), pair.need()))
                        .collect(Collectors.toMap(Listing::id, it -> it, (one, same) -> one, LinkedHashMap::new))
                        .values(),
                caller);
        Set<TicketId> tickets = sights.shownTickets(
                pairs.stream()
                        .flatMap(pair -> Stream.ofNullable(pair.introduction().ticket()))
                        .collect(Collectors.toSet()),
                caller);
        return pairs.stream()
                .map(pair -> introduction(pair, listings, tickets, caller))
                .toList();
    }

    private static IntroductionDocument introduction(
            Pair pair, Map<SubjectId, ListingDocument> listings, Set<TicketId> tickets, Caller caller) {
        Introduction it = pair.introduction();
        EnterpriseId askedBy = it.askedBy();
        ListingKind side = askedBy == null
                ? null
                : askedBy.equals(pair.offer().enterprise()) ? ListingKind.OFFER : ListingKind.NEED;
        TicketId ticket = it.ticket();
        return new IntroductionDocument(
                it.id(),
                it.version(),
                it.status(),
                Objects.requireNonNull(listings.get(it.offer())),
                Objects.requireNonNull(listings.get(it.need())),
                it.offerAgreed(),
                it.needAgreed(),
                side,
                it.note(),
                ticket != null && tickets.contains(ticket) ? ticket : null,
                it.reason(),
                it.amount(),
                it.resultNote(),
                caller.role() == Role.ENTERPRISE ? null : it.proposedBy(),
                it.proposedAt(),
                it.endedAt());
    }

    private ListingDocument publicly(Listing listing) {
        return new ListingDocument(
                listing.id(),
                listing.kind(),
                listing.terms().title(),
                listing.terms().description(),
                listing.terms().category(),
                name(listing),
                listing.chain(),
                "COORDINATOR",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private ListingDocument whole(Listing listing, Caller caller, Set<TicketId> tickets) {
        TicketId ticket = listing.terms().ticket();
        return new ListingDocument(
                listing.id(),
                listing.kind(),
                listing.terms().title(),
                listing.terms().description(),
                listing.terms().category(),
                name(listing),
                listing.chain(),
                "COORDINATOR",
                listing.version(),
                listing.enterprise(),
                listing.status(sights.today()),
                listing.terms().quantity(),
                listing.terms().unit(),
                listing.terms().price(),
                listing.terms().region(),
                listing.place(),
                listing.terms().validUntil(),
                listing.terms().visible(),
                ticket != null && tickets.contains(ticket) ? ticket : null,
                caller.role() == Role.ENTERPRISE ? null : listing.postedBy(),
                listing.postedAt(),
                listing.outcome(),
                listing.closedAt());
    }

    private @Nullable String name(Listing listing) {
        return directory
                .enterprise(listing.enterprise())
                .map(DirectoryEntry.Enterprise::name)
                .orElse(null);
    }
}
