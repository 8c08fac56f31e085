package org.zhuqi.desk.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhuqi.contracts.Difficulty;
import org.zhuqi.contracts.Satisfaction;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.event.EventType;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Edge;
import org.zhuqi.contracts.lifecycle.TicketLifecycle;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.projection.BrokenHistoryException;
import org.zhuqi.platform.testkit.EventStory;
import org.zhuqi.platform.testkit.Specimens;

final class TicketViewTest {
    private static final TicketNumber NUMBER = new TicketNumber("QT-2023-000042");
    private static final UnitId LABOUR = new UnitId("labour");
    private static final UnitId LAND = new UnitId("land");
    private static final Instant MONDAY = Instant.parse("2023-04-10T01:00:00Z");

    /** Beside state, stateSince, updatedAt and version: what each event changes in a ticket that was dispatched to LABOUR. */
    private static final Map<EventType, Set<String>> CHANGES = new EnumMap<>(EventType.class);

    static {
        changes(EventType.AMENDED, "title", "item", "attachments");
        changes(EventType.TICKET_DISPATCHED, "lead", "formerLeads", "assistants", "parts", "difficulty");
        changes(EventType.CALL_PUBLISHED, "call");
        changes(EventType.CLAIM_OFFERED);
        changes(EventType.CLAIM_TAKEN_BACK);
        changes(EventType.TICKET_DECLINED);
        changes(EventType.TICKET_MERGED, "mergedInto", "mergedFrom");
        changes(EventType.TICKET_WITHDRAWN);
        changes(
                EventType.CALL_CLAIMED,
                "lead",
                "formerLeads",
                "assistants",
                "parts",
                "milestones",
                "handler",
                "acceptedAt");
        changes(EventType.ACCEPTED, "handler", "acceptedAt");
        changes(EventType.TICKET_OBJECTED, "bounces");
        changes(EventType.REDISPATCHED, "lead", "formerLeads", "assistants", "parts", "bounces");
        changes(EventType.OBJECTION_UPHELD, "lead", "formerLeads", "assistants", "parts");
        changes(EventType.OBJECTION_OVERRULED, "objectionOverruled");
        changes(EventType.PROGRESS_RECORDED);
        changes(EventType.ASSISTANT_ADDED, "assistants", "parts");
        changes(EventType.PART_SIGNED_OFF, "attachments");
        changes(EventType.HANDLER_CHANGED, "handler");
        changes(EventType.TICKET_SUSPENDED, "suspendedFor");
        changes(EventType.RESUMED);
        changes(EventType.INFORMATION_PROVIDED, "attachments");
        changes(EventType.EXTENSION_REQUESTED, "extensionPending");
        changes(EventType.EXTENSION_GRANTED);
        changes(EventType.EXTENSION_REFUSED);
        changes(EventType.ESCALATED, "escalation");
        changes(EventType.MARKED_HARD, "hard");
        changes(EventType.TICKET_ANSWERED, "outcome", "answeredAt", "attachments");
        changes(EventType.ANSWER_RELAYED, "relayedAnswer");
        changes(EventType.CONFIRMED, "confirmed", "closedAt");
        changes(EventType.DISPUTED);
        changes(EventType.TICKET_CLOSED, "closedAt");
        changes(EventType.RATED, "satisfaction");
        changes(EventType.REOPENED, "lead", "formerLeads");
        changes(EventType.UNMERGED);
        changes(EventType.APPEALED, "appealed");
    }

    private static void changes(EventType type, String... fields) {
        CHANGES.put(type, Set.of(fields));
    }

    @Test
    void everyEventButTheFirstIsExpectedToChangeSomethingOrNothing() {
        Set<EventType> rest = new TreeSet<>(List.of(EventType.values()));
        rest.removeAll(CHANGES.keySet());
        assertThat(rest).containsExactly(EventType.TICKET_SUBMITTED);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TICKET_SUBMITTED")
    void everyEventChangesWhatItShouldAndNothingElse(EventType type) {
        EventStory story = dispatched();
        TicketView before = fold(story);
        story.at(MONDAY.plusSeconds(3600)).tells(Specimens.full(type.recordType()), TicketState.SUSPENDED);
        TicketView after = fold(story);

        assertThat(after.version()).isEqualTo(3);
        assertThat(after.state()).isEqualTo(TicketState.SUSPENDED);
        assertThat(after.stateSince()).isEqualTo(MONDAY.plusSeconds(3600));
        assertThat(after.updatedAt()).isEqualTo(MONDAY.plusSeconds(3600));
        assertThat(differences(before, after)).isEqualTo(new TreeSet<>(CHANGES.getOrDefault(type, Set.of())));
    }

    @ParameterizedTest
    @EnumSource
    void readsTheExampleOfEveryEvent(EventType type) throws Exception {
        String name = "/org/zhuqi/contracts/examples/event/%s.v%d.json".formatted(type.wireName(), type.version());
        try (InputStream example = Objects.requireNonNull(EventType.class.getResourceAsStream(name), name)) {
            EventMessage<?> message = Wire.readEventBody(type, example.readAllBytes());
            TicketView view = type == EventType.TICKET_SUBMITTED
                    ? TicketView.opened(message)
                    : fold(dispatched()).apply(message);
            assertThat(view.state()).isEqualTo(message.state());
            assertThat(view.version()).isEqualTo(message.sequence());
        }
    }

    @Test
    void theTableLeadsWhereTheEventsSay() {
        // Every event of the table is one that the fold knows; the compiler sees to it, this sees to the table.
        assertThat(TicketLifecycle.EDGES.stream().map(Edge::event).distinct())
                .containsExactlyInAnyOrder(EventType.values());
    }

    @Test
    void keepsWhatTheEnterpriseFiled() {
        TicketView ticket = fold(EventStory.of(NUMBER).at(MONDAY).tells(submitted(), TicketState.SUBMITTED));
        var filed = submitted();
        assertThat(ticket.enterprise()).isEqualTo(filed.enterprise());
        assertThat(ticket.filedBy().value()).isEqualTo("storyteller");
        assertThat(ticket.title()).isEqualTo(filed.title());
        assertThat(ticket.item()).isEqualTo(filed.item());
        assertThat(ticket.chain()).isEqualTo(filed.chain());
        assertThat(ticket.place()).isEqualTo(filed.place());
        assertThat(ticket.contact()).isEqualTo(filed.contact());
        assertThat(ticket.urgency()).isEqualTo(filed.urgency());
        assertThat(ticket.submittedAt()).isEqualTo(MONDAY);
        assertThat(ticket.attachments()).isEqualTo(1);
        assertThat(ticket.imported()).isFalse();
        assertThat(ticket.round()).isEqualTo(1);
        assertThat(ticket.version()).isEqualTo(1);
    }

    @Test
    void theClockStartsWithTheFirstDispatchAndAUnitThatLedMayStillLook() {
        EventStory story = dispatched();
        TicketView first = fold(story);
        story.tells(new TicketEvent.Redispatched(LABOUR, LAND, List.of(), "归口不符"), TicketState.DISPATCHED);
        TicketView second = fold(story);
        assertThat(second.dispatchedAt()).isEqualTo(first.dispatchedAt());
        assertThat(second.stateSince()).isAfter(first.stateSince());
        assertThat(second.lead()).isEqualTo(LAND);
        assertThat(second.formerLeads()).containsExactly(LABOUR);
        assertThat(second.access().units()).containsExactly(LAND, LABOUR);
        assertThat(second.bounces()).isEqualTo(1);
    }

    @Test
    void anotherRoundBeginsWithoutAnswerConfirmationAndRating() {
        EventStory story = dispatched()
                .tells(Specimens.full(TicketEvent.Answered.class), TicketState.ANSWERED)
                .tells(new TicketEvent.Confirmed(null), TicketState.CLOSED)
                .tells(new TicketEvent.Rated(Satisfaction.DISSATISFIED, null), TicketState.CLOSED);
        TicketView closed = fold(story);
        assertThat(closed.confirmed()).isTrue();
        assertThat(closed.satisfaction()).isEqualTo(Satisfaction.DISSATISFIED);

        story.inRound(2).tells(new TicketEvent.Reopened(LABOUR, "问题又出现"), TicketState.DISPATCHED);
        TicketView reopened = fold(story);
        assertThat(reopened.round()).isEqualTo(2);
        assertThat(reopened.outcome()).isNull();
        assertThat(reopened.confirmed()).isFalse();
        assertThat(reopened.satisfaction()).isNull();
        assertThat(reopened.answeredAt()).isNull();
        assertThat(reopened.closedAt()).isNull();
    }

    @Test
    void internalFilesAreNotCounted() {
        var internal = Specimens.full(TicketEvent.ProgressRecorded.class);
        var open = new TicketEvent.ProgressRecorded(internal.note(), false, internal.attachments());
        TicketView before = fold(dispatched());
        assertThat(fold(dispatched().tells(internal, TicketState.IN_PROGRESS)).attachments())
                .isEqualTo(before.attachments());
        assertThat(fold(dispatched().tells(open, TicketState.IN_PROGRESS)).attachments())
                .isEqualTo(before.attachments() + 1);
    }

    @Test
    void aHistoryBeginsWithItsSubmissionAndHasOne() {
        EventStory headless = EventStory.of(NUMBER).tells(new TicketEvent.Resumed(null), TicketState.IN_PROGRESS);
        assertThatExceptionOfType(BrokenHistoryException.class)
                .isThrownBy(() -> fold(headless))
                .withMessageContaining("the first event of ticket")
                .withMessageContaining("'resumed'");
        EventStory twice = dispatched().tells(submitted(), TicketState.SUBMITTED);
        assertThatExceptionOfType(BrokenHistoryException.class)
                .isThrownBy(() -> fold(twice))
                .withMessageContaining("submitted a second time");
    }

    private static EventStory dispatched() {
        return EventStory.of(NUMBER)
                .at(MONDAY)
                .tells(submitted(), TicketState.SUBMITTED)
                .tells(
                        new TicketEvent.Dispatched(LABOUR, List.of(new UnitId("office")), Difficulty.SIMPLE, null),
                        TicketState.DISPATCHED);
    }

    private static TicketEvent.Submitted submitted() {
        var some = Specimens.full(TicketEvent.Submitted.class);
        return new TicketEvent.Submitted(
                some.enterprise(),
                "招工难",
                some.description(),
                new org.zhuqi.contracts.id.CatalogueItemId("labour"),
                some.urgency(),
                some.contact(),
                some.chain(),
                some.place(),
                some.attachments());
    }

    private static TicketView fold(EventStory story) {
        TicketView view = TicketView.opened(story.messages().get(0));
        for (EventMessage<?> next : story.messages().subList(1, story.messages().size())) {
            view = view.apply(next);
        }
        return view;
    }

    private static Set<String> differences(TicketView before, TicketView after) {
        Set<String> different = new TreeSet<>();
        for (RecordComponent component : TicketView.class.getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                if (!Objects.equals(
                        component.getAccessor().invoke(before),
                        component.getAccessor().invoke(after))) {
                    different.add(component.getName());
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        different.removeAll(Arrays.asList("state", "stateSince", "updatedAt", "version"));
        // Each story has a ticket of its own.
        different.remove("id");
        return different;
    }
}
