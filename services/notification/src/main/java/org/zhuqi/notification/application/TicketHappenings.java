package org.zhuqi.notification.application;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.SuspensionReason;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.directory.DirectoryEntry.Account;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.notification.domain.Happening;
import org.zhuqi.notification.domain.Occasions;
import org.zhuqi.notification.domain.TicketFacts;
import org.zhuqi.notification.domain.Values;

/** What an event of a ticket is to those who may be told of it. */
public final class TicketHappenings {
    private final Naming naming;

    public TicketHappenings(Naming naming) {
        this.naming = naming;
    }

    /**
     * @param before the ticket before the event; null for its first
     * @param after the ticket with the event
     */
    public Happening of(@Nullable TicketFacts before, EventMessage<?> message, TicketFacts after) {
        return new Happening(
                message.ticketId() + "/" + message.sequence(),
                Occasions.of(message.type()),
                message.district(),
                after,
                null,
                unit(before, message.event(), after),
                formerUnit(message.event()),
                message.actor().account(),
                Set.of(),
                mayKnow(message),
                values(message, after, unit(before, message.event(), after)),
                offer(message),
                message.recordedAt());
    }

    private static @Nullable UnitId unit(@Nullable TicketFacts before, TicketEvent event, TicketFacts after) {
        return switch (event) {
            case TicketEvent.Dispatched e -> e.lead();
            case TicketEvent.Redispatched e -> e.lead();
            case TicketEvent.CallClaimed e -> e.unit();
            case TicketEvent.ClaimOffered e -> e.unit();
            case TicketEvent.ClaimTakenBack e -> e.unit();
            case TicketEvent.Objected e -> e.unit();
            case TicketEvent.ObjectionUpheld e -> e.unit();
            case TicketEvent.ObjectionOverruled e -> e.unit();
            case TicketEvent.AssistantAdded e -> e.unit();
            case TicketEvent.PartSignedOff e -> e.unit();
            case TicketEvent.Accepted e -> e.unit();
            case TicketEvent.Answered e -> e.unit();
            case TicketEvent.Reopened e -> e.lead();
            default -> after.lead() == null && before != null ? before.lead() : after.lead();
        };
    }

    private static @Nullable UnitId formerUnit(TicketEvent event) {
        return event instanceof TicketEvent.Redispatched redispatched ? redispatched.from() : null;
    }

    /** Internal notes are for the administration; who competes for an open call, for those who choose and each for itself. */
    private static Predicate<Account> mayKnow(EventMessage<?> message) {
        if (message.event() instanceof TicketEvent.ProgressRecorded progress && progress.internal()) {
            return Recipients::isOfAdministration;
        }
        if (message.event() instanceof TicketEvent.ClaimOffered offered) {
            return account -> Recipients.mayKnowOfClaim(account, offered.unit());
        }
        if (message.event() instanceof TicketEvent.ClaimTakenBack back) {
            return account -> Recipients.mayKnowOfClaim(account, back.unit());
        }
        return account -> true;
    }

    private static Happening.@Nullable Offer offer(EventMessage<?> message) {
        return switch (message.event()) {
            case TicketEvent.Answered e ->
                new Happening.Offer(
                        List.of(CommandType.CONFIRM.wireName(), CommandType.DISPUTE.wireName()), message.sequence());
            case TicketEvent.Suspended e ->
                e.reason() == SuspensionReason.WAITING_FOR_ENTERPRISE
                        ? new Happening.Offer(List.of(CommandType.PROVIDE_INFORMATION.wireName()), message.sequence())
                        : null;
            default -> null;
        };
    }

    private Values values(EventMessage<?> message, TicketFacts ticket, @Nullable UnitId unit) {
        Values values = naming.of(ticket).with("unit", naming.unit(unit));
        return switch (message.event()) {
            case TicketEvent.Dispatched e -> values.with("note", e.note());
            case TicketEvent.Redispatched e ->
                values.with("formerUnit", naming.unit(e.from())).with("reason", e.reason());
            case TicketEvent.CallPublished e -> values.with("note", e.terms()).with("until", Naming.day(e.until()));
            case TicketEvent.CallClaimed e -> values.with("note", e.plan()).with("reason", e.reason());
            case TicketEvent.ClaimOffered e -> values.with("note", e.plan());
            case TicketEvent.ClaimTakenBack e -> values.with("reason", e.reason());
            case TicketEvent.Declined e ->
                Naming.coded(values, "outcome", e.ground()).with("reason", e.reason());
            case TicketEvent.Withdrawn e -> values.with("reason", e.reason());
            case TicketEvent.Accepted e -> values.with("note", e.note());
            case TicketEvent.Objected e ->
                values.with("formerUnit", naming.unit(e.proposedUnit())).with("reason", e.reason());
            case TicketEvent.ObjectionUpheld e -> values.with("reason", e.reason());
            case TicketEvent.ObjectionOverruled e -> values.with("reason", e.reason());
            case TicketEvent.ProgressRecorded e -> values.with("note", e.note());
            case TicketEvent.AssistantAdded e -> values.with("note", e.part()).with("until", Naming.day(e.due()));
            case TicketEvent.PartSignedOff e -> values.with("note", e.note());
            case TicketEvent.HandlerChanged e -> values.with("reason", e.reason());
            case TicketEvent.Suspended e ->
                Naming.coded(values, "reason", e.reason())
                        .with("note", e.note())
                        .with("until", Naming.day(e.until()));
            case TicketEvent.Resumed e -> values.with("note", e.note());
            case TicketEvent.InformationProvided e -> values.with("note", e.information());
            case TicketEvent.ExtensionRequested e ->
                values.with("until", naming.time(message.district(), e.until())).with("reason", e.reason());
            case TicketEvent.ExtensionGranted e ->
                values.with("until", naming.time(message.district(), e.until())).with("note", e.note());
            case TicketEvent.ExtensionRefused e -> values.with("reason", e.reason());
            case TicketEvent.Escalated e ->
                Naming.coded(values, "level", e.level()).with("reason", e.reason());
            case TicketEvent.MarkedHard e -> values.with("reason", e.reason());
            case TicketEvent.Answered e ->
                Naming.coded(values, "outcome", e.outcome())
                        .with("answer", e.text())
                        .with("reason", e.reason());
            case TicketEvent.AnswerRelayed e ->
                Naming.coded(values, "outcome", e.outcome())
                        .with("answer", e.text())
                        .with("reason", e.reason());
            case TicketEvent.Confirmed e -> values.with("note", e.comment());
            case TicketEvent.Disputed e -> values.with("reason", e.reason());
            case TicketEvent.Closed e ->
                Naming.coded(values, "outcome", e.cause()).with("note", e.note());
            case TicketEvent.Rated e ->
                Naming.coded(values, "outcome", e.satisfaction()).with("note", e.comment());
            case TicketEvent.Reopened e -> values.with("reason", e.reason());
            case TicketEvent.Unmerged e -> values.with("reason", e.reason());
            case TicketEvent.Appealed e -> values.with("reason", e.reason());
            // Into which other ticket, and what its form says, is no business of everybody who is told of it.
            case TicketEvent.Merged e -> values;
            case TicketEvent.Submitted e -> values;
            case TicketEvent.Amended e -> values;
        };
    }
}
