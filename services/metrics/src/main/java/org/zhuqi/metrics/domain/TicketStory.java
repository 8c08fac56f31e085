package org.zhuqi.metrics.domain;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.clock.ClockEvent;
import org.zhuqi.contracts.clock.ClockMessage;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.event.EventType;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.projection.BrokenHistoryException;

/**
 * All that the figures know of a ticket: its steps and its clocks. What is true of it at any cut-off is worked out from this
 * alone, so that it is the same whichever of the two topics was ahead. What was recorded later counts as no earlier than what was
 * recorded before.
 *
 * @param version the sequence of the last event that is counted in; 0 while only clocks were told
 * @param clockVersion the same of its clocks' events
 * @param latest the time of the last event, in microseconds since 1970, also if it is no step that is kept; 0 while only clocks
 *     were told
 * @param origin null while only clocks were told
 */
public record TicketStory(
        long version,
        long clockVersion,
        DistrictId district,
        TicketNumber number,
        long latest,
        @Nullable Origin origin,
        List<Step> steps,
        List<KnownClock> clocks) {

    /** What the submission says for good. {@code officer} filed it on the enterprise's behalf. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    public record Origin(
            long receivedAt,
            EnterpriseId enterprise,
            @Nullable ChainId chain,
            @Nullable PlaceId place,
            @Nullable AccountId officer,
            boolean imported) {}

    /**
     * An extension of a clock.
     *
     * @param at when it was granted, in microseconds since 1970
     * @param dueBefore the due date that counted until then; null if none could be said
     */
    public record Grant(long at, @Nullable Long dueBefore) {}

    static TicketStory untold(DistrictId district, TicketNumber number) {
        return new TicketStory(0, 0, district, number, 0, null, List.of(), List.of());
    }

    /** @throws BrokenHistoryException if the message is neither the first one and a submission, nor a later one and none */
    public static TicketStory after(@Nullable TicketStory before, EventMessage<?> message) {
        TicketStory story = before == null ? untold(message.district(), message.number()) : before;
        if (message.event() instanceof TicketEvent.Submitted submitted) {
            if (story.origin != null) {
                throw new BrokenHistoryException("ticket %s is submitted a second time".formatted(message.number()));
            }
            Step first = step(message, Micros.of(message.occurredAt()));
            return new TicketStory(
                    message.sequence(),
                    story.clockVersion,
                    story.district,
                    story.number,
                    first.micros(),
                    new Origin(
                            first.micros(),
                            submitted.enterprise(),
                            submitted.chain(),
                            submitted.place(),
                            message.actor().role() == Role.OFFICER
                                    ? message.actor().account()
                                    : null,
                            message.provenance() != null),
                    List.of(first),
                    story.clocks);
        }
        if (story.origin == null) {
            throw new BrokenHistoryException("the first event of ticket %s is '%s', not its submission"
                    .formatted(message.number(), message.type().wireName()));
        }
        long at = Math.max(Micros.of(message.occurredAt()), story.latest);
        return new TicketStory(
                message.sequence(),
                story.clockVersion,
                story.district,
                story.number,
                at,
                story.origin,
                story.isKept(message) ? story.with(step(message, at)) : story.steps,
                story.clocks);
    }

    public static TicketStory after(@Nullable TicketStory before, ClockMessage<?> message) {
        TicketStory story = before == null ? untold(message.district(), message.number()) : before;
        return new TicketStory(
                story.version,
                message.sequence(),
                story.district,
                story.number,
                story.latest,
                story.origin,
                story.steps,
                message.event() instanceof ClockEvent.ClocksChanged changed
                        ? changed.clocks().stream().map(KnownClock::of).toList()
                        : story.clocks);
    }

    /** The same ticket with the clocks that it would have had under another policy. */
    public TicketStory under(List<KnownClock> others) {
        return new TicketStory(version, clockVersion, district, number, latest, origin, steps, List.copyOf(others));
    }

    private boolean isKept(EventMessage<?> message) {
        return switch (message.event()) {
            case TicketEvent.ProgressRecorded e -> false;
            case TicketEvent.AssistantAdded e -> false;
            case TicketEvent.PartSignedOff e -> false;
            case TicketEvent.HandlerChanged e -> false;
            case TicketEvent.ClaimOffered e -> false;
            case TicketEvent.ClaimTakenBack e -> false;
            case TicketEvent.ExtensionRequested e -> false;
            case TicketEvent.ExtensionRefused e -> false;
            case TicketEvent.AnswerRelayed e -> false;
            case TicketEvent.Amended amended -> amended.item() != null;
            case TicketEvent.InformationProvided e ->
                message.state() != steps.getLast().state();
            default -> true;
        };
    }

    private List<Step> with(Step step) {
        List<Step> more = new ArrayList<>(steps.size() + 1);
        more.addAll(steps);
        more.add(step);
        return List.copyOf(more);
    }

    private static Step step(EventMessage<?> message, long micros) {
        TicketEvent event = message.event();
        return new Step(
                message.sequence(), micros, message.type(), message.state(), message.round(), unit(event), said(event));
    }

    private static @Nullable UnitId unit(TicketEvent event) {
        return switch (event) {
            case TicketEvent.Dispatched e -> e.lead();
            case TicketEvent.Redispatched e -> e.lead();
            case TicketEvent.CallClaimed e -> e.unit();
            case TicketEvent.Accepted e -> e.unit();
            case TicketEvent.Objected e -> e.unit();
            case TicketEvent.ObjectionUpheld e -> e.unit();
            case TicketEvent.ObjectionOverruled e -> e.unit();
            case TicketEvent.Answered e -> e.unit();
            case TicketEvent.Reopened e -> e.lead();
            default -> null;
        };
    }

    private static @Nullable String said(TicketEvent event) {
        return switch (event) {
            case TicketEvent.Submitted e -> e.item().text();
            case TicketEvent.Amended e -> e.item() == null ? null : e.item().text();
            case TicketEvent.Redispatched e -> e.from().text();
            case TicketEvent.Answered e -> e.outcome().name();
            case TicketEvent.Closed e -> e.cause().name();
            case TicketEvent.Rated e -> e.satisfaction().name();
            case TicketEvent.ExtensionGranted e -> Long.toString(Micros.of(e.until()));
            default -> null;
        };
    }

    /** The extensions of this clock, in order: as many as it tells of, as far as their events are known. */
    List<Grant> grants(KnownClock clock) {
        if (clock.extensions() == 0 || clock.scope() == ClockScope.ASSISTANT) {
            return List.of();
        }
        List<Grant> grants = new ArrayList<>();
        Long due = clock.dueWithoutExtensions();
        for (Step step : steps) {
            if (grants.size() < clock.extensions()
                    && step.type() == EventType.EXTENSION_GRANTED
                    && step.round() == clock.round()
                    && step.micros() >= clock.startedAt()
                    && (clock.endedAt() == null || step.micros() <= clock.endedAt())) {
                grants.add(new Grant(step.micros(), due));
                due = Long.valueOf(Objects.requireNonNull(step.said(), "a grant says its date"));
            }
        }
        return grants;
    }

    /** Since when it is of the item that was told last, in microseconds since 1970; null: since it was received. */
    @JsonIgnore
    public @Nullable Long reclassifiedAt() {
        Long since = null;
        String item = null;
        for (Step step : steps) {
            if (step.type() == EventType.TICKET_SUBMITTED || step.type() == EventType.AMENDED) {
                since = item == null ? null : item.equals(step.said()) ? since : Long.valueOf(step.micros());
                item = step.said();
            }
        }
        return since;
    }

    /** The item of the menu as it was told last. */
    @JsonIgnore
    public CatalogueItemId item() {
        for (Step step : steps.reversed()) {
            if (step.type() == EventType.TICKET_SUBMITTED || step.type() == EventType.AMENDED) {
                return CatalogueItemId.of(Objects.requireNonNull(step.said(), "only an item is kept"));
            }
        }
        throw new IllegalStateException("ticket %s has no submission".formatted(number));
    }

    /** The lead unit as it was told last; null while none has it. */
    @JsonIgnore
    public @Nullable UnitId lead() {
        for (Step step : steps.reversed()) {
            switch (step.type()) {
                case TICKET_DISPATCHED, REDISPATCHED, CALL_CLAIMED, REOPENED -> {
                    return step.unit();
                }
                case OBJECTION_UPHELD -> {
                    return null;
                }
                default -> {
                    // It says nothing about the lead unit.
                }
            }
        }
        return null;
    }

    @JsonIgnore
    public boolean isTold() {
        return origin != null;
    }
}
