package org.zhuqi.metrics.domain;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.Origin;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;

/**
 * A step of a ticket that is counted as such.
 *
 * @param at when, in microseconds since 1970
 * @param facts the bits of {@link MomentFact}
 * @param unit the unit that it is about; else the lead unit at that time
 * @param network of a rating: from where it was sent, as a fingerprint of the day
 */
public record Moment(
        TicketId ticket,
        long sequence,
        long at,
        long facts,
        @Nullable UnitId unit,
        CatalogueItemId item,
        TicketStory.Origin origin,
        @Nullable Origin network) {
    public Moment {
        if (Long.bitCount(facts & MomentFact.KINDS) != 1) {
            throw new IllegalArgumentException(
                    "step %d of %s is not of one kind: %d".formatted(sequence, ticket, facts));
        }
    }

    /** @param after the ticket with this step; null if nothing of it is counted */
    public static @Nullable Moment of(TicketStory after, EventMessage<?> message) {
        long facts = facts(message.event());
        if (facts == 0) {
            return null;
        }
        Step step = after.steps().getLast();
        boolean first =
                after.steps().stream().filter(it -> it.type() == step.type()).count() == 1;
        return new Moment(
                message.ticketId(),
                message.sequence(),
                step.micros(),
                first ? facts | MomentFact.FIRST.mask() : facts,
                unit(after, message.event()),
                after.item(),
                Objects.requireNonNull(after.origin(), "a step follows a submission"),
                message.event() instanceof TicketEvent.Rated rated ? rated.origin() : null);
    }

    private static @Nullable UnitId unit(TicketStory after, TicketEvent event) {
        return switch (event) {
            case TicketEvent.Objected e -> e.unit();
            case TicketEvent.ObjectionUpheld e -> e.unit();
            case TicketEvent.ObjectionOverruled e -> e.unit();
            case TicketEvent.Redispatched e -> e.from();
            default -> after.lead();
        };
    }

    private static long facts(TicketEvent event) {
        return switch (event) {
            case TicketEvent.Dispatched e -> MomentFact.DISPATCHED.mask();
            case TicketEvent.Accepted e -> MomentFact.ACCEPTED.mask();
            case TicketEvent.Answered e ->
                MomentFact.ANSWERED.mask() | outcome(e).mask();
            case TicketEvent.Confirmed e -> MomentFact.CLOSED.mask() | MomentFact.CONFIRMED.mask();
            case TicketEvent.Closed e -> MomentFact.CLOSED.mask();
            case TicketEvent.Rated e ->
                MomentFact.RATED.mask() | satisfaction(e).mask();
            case TicketEvent.Objected e -> MomentFact.OBJECTED.mask();
            case TicketEvent.ObjectionUpheld e -> MomentFact.RETURNED.mask();
            case TicketEvent.ObjectionOverruled e -> MomentFact.OVERRULED.mask();
            case TicketEvent.Redispatched e -> e.from().equals(e.lead()) ? 0 : MomentFact.MOVED.mask();
            case TicketEvent.Disputed e -> MomentFact.DISPUTED.mask();
            case TicketEvent.Reopened e -> MomentFact.REOPENED.mask();
            case TicketEvent.ExtensionGranted e -> MomentFact.EXTENDED.mask();
            case TicketEvent.Suspended e -> MomentFact.SUSPENDED.mask();
            case TicketEvent.Escalated e -> MomentFact.ESCALATED.mask();
            case TicketEvent.MarkedHard e -> MomentFact.MARKED_HARD.mask();
            case TicketEvent.Declined e -> MomentFact.DECLINED.mask();
            case TicketEvent.Withdrawn e -> MomentFact.WITHDRAWN.mask();
            case TicketEvent.Merged e -> MomentFact.MERGED.mask();
            case TicketEvent.CallPublished e -> MomentFact.CALL_PUBLISHED.mask();
            case TicketEvent.CallClaimed e -> MomentFact.CLAIMED.mask();
            case TicketEvent.Appealed e -> MomentFact.APPEALED.mask();
            default -> 0;
        };
    }

    private static MomentFact outcome(TicketEvent.Answered answered) {
        return switch (answered.outcome()) {
            case SOLVED -> MomentFact.SOLVED;
            case PARTLY -> MomentFact.PARTLY;
            case EXPLAINED -> MomentFact.EXPLAINED;
            case UNSOLVED -> MomentFact.UNSOLVED;
        };
    }

    private static MomentFact satisfaction(TicketEvent.Rated rated) {
        return switch (rated.satisfaction()) {
            case SATISFIED -> MomentFact.SATISFIED;
            case BASICALLY_SATISFIED -> MomentFact.BASICALLY_SATISFIED;
            case DISSATISFIED -> MomentFact.DISSATISFIED;
        };
    }
}
