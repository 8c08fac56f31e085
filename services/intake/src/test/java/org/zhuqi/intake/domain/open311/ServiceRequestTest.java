package org.zhuqi.intake.domain.open311;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.event.EventType;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.projection.BrokenHistoryException;
import org.zhuqi.platform.testkit.EventStory;
import org.zhuqi.platform.testkit.Specimens;

/** A ticket as its enterprise's programs read it, step by step. */
class ServiceRequestTest {
    private static final UnitId UNIT = new UnitId("qt-rsj");

    private final EventStory story = EventStory.of(new TicketNumber("QT-2023-000042"))
            .tells(Specimens.full(TicketEvent.Submitted.class), TicketState.SUBMITTED);

    private ServiceRequest after(TicketEvent event, TicketState state) {
        story.tells(event, state);
        ServiceRequest request = ServiceRequest.opened(story.messages().getFirst());
        for (var message : story.messages().subList(1, story.messages().size())) {
            request = request.after(message);
        }
        return request;
    }

    @ParameterizedTest
    @EnumSource(value = EventType.class, mode = Mode.EXCLUDE, names = "TICKET_SUBMITTED")
    void everyEventIsCountedIn(EventType type) {
        ServiceRequest full = after(Specimens.full(type.recordType()), TicketState.SUSPENDED);
        assertThat(full.version()).isEqualTo(2);
        assertThat(full.state()).isEqualTo(TicketState.SUSPENDED);
        assertThat(after(Specimens.sparse(type.recordType()), TicketState.SUSPENDED)
                        .version())
                .isEqualTo(3);
    }

    @Test
    void aHistoryBeginsOnceWithItsSubmission() {
        assertThatThrownBy(() -> after(Specimens.full(TicketEvent.Submitted.class), TicketState.SUBMITTED))
                .isInstanceOf(BrokenHistoryException.class)
                .hasMessageContaining("submitted a second time");
        EventStory other = EventStory.of(new TicketNumber("QT-2023-000043"))
                .tells(new TicketEvent.Resumed(null), TicketState.IN_PROGRESS);
        assertThatThrownBy(() -> ServiceRequest.opened(other.messages().getFirst()))
                .isInstanceOf(BrokenHistoryException.class);
    }

    @Test
    void anAnswerIsToldUntilItIsDisputed() {
        var answer = new TicketEvent.Answered(UNIT, AnswerOutcome.SOLVED, "已办理", null, List.of());
        assertThat(after(answer, TicketState.ANSWERED).notes()).isEqualTo("已办理");
        ServiceRequest disputed = after(new TicketEvent.Disputed("未解决"), TicketState.IN_PROGRESS);
        assertThat(disputed.notes()).isNull();
        assertThat(disputed.isClosed()).isFalse();
    }

    @Test
    void whatIsForTheAdministrationAloneMovesNothing() {
        ServiceRequest before = after(
                new TicketEvent.Accepted(
                        UNIT, story.messages().getFirst().actor().account(), null),
                TicketState.IN_PROGRESS);
        ServiceRequest noted = after(new TicketEvent.ProgressRecorded("内部", true, List.of()), TicketState.IN_PROGRESS);
        assertThat(noted.updatedAt()).isEqualTo(before.updatedAt());
        assertThat(noted.toString()).doesNotContain("内部");
        ServiceRequest told = after(new TicketEvent.ProgressRecorded("公开", false, List.of()), TicketState.IN_PROGRESS);
        assertThat(told.updatedAt()).isAfter(before.updatedAt());
    }

    @Test
    void whatIsClosedIsUpdatedOnlyByBeingOpenedAgain() {
        ServiceRequest closed = after(new TicketEvent.Confirmed(null), TicketState.CLOSED);
        assertThat(closed.isClosed()).isTrue();
        assertThat(closed.updatedAt()).isEqualTo(story.messages().getLast().occurredAt());
        ServiceRequest rated = after(Specimens.full(TicketEvent.Rated.class), TicketState.CLOSED);
        assertThat(rated.updatedAt()).isEqualTo(closed.updatedAt());
        ServiceRequest reopened = after(new TicketEvent.Reopened(UNIT, "复发"), TicketState.DISPATCHED);
        assertThat(reopened.isClosed()).isFalse();
        assertThat(reopened.lead()).isEqualTo(UNIT);
        assertThat(reopened.updatedAt()).isEqualTo(story.messages().getLast().occurredAt());
    }

    @ParameterizedTest
    @EnumSource(TicketState.class)
    void everyStateIsOpenOrClosed(TicketState state) {
        assertThat(ServiceRequest.states(true).contains(state.name()))
                .isNotEqualTo(ServiceRequest.states(false).contains(state.name()));
    }
}
