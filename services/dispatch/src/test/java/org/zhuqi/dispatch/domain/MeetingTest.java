package org.zhuqi.dispatch.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.MeetingKind;
import org.zhuqi.contracts.dispatch.MeetingDecision;
import org.zhuqi.contracts.dispatch.MeetingEvent;
import org.zhuqi.contracts.dispatch.MeetingMinutes;
import org.zhuqi.contracts.dispatch.MeetingPlan;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;

final class MeetingTest {
    private static final Instant BEGINS = Instant.parse("2023-06-05T06:00:00Z");
    private static final Instant ENDS = Instant.parse("2023-06-05T07:30:00Z");
    private static final Actor COORDINATOR = new Actor(new AccountId("li.lei"), Role.COORDINATOR, null, null);
    private static final Deed AFTERWARDS = new Deed(COORDINATOR, ENDS, ENDS);
    private static final UnitId LAND = new UnitId("land");

    private final List<TicketId> tickets =
            IntStream.range(0, 3).mapToObj(i -> new TicketId(new UUID(7, i))).toList();

    private MeetingPlan plan(MeetingKind kind, int agenda, boolean common, boolean chaired) {
        return new MeetingPlan(
                kind,
                "厂房办证",
                null,
                BEGINS,
                ENDS,
                chaired ? new AccountId("leader") : null,
                tickets.subList(0, agenda),
                common ? new SubjectId(new UUID(8, 0)) : null,
                List.of(LAND),
                List.of(),
                List.of());
    }

    private Meeting planned() {
        return Meeting.planned(
                new SubjectId(new UUID(9, 0)),
                new DistrictId("QT"),
                plan(MeetingKind.COMMON, 2, false, false),
                new Deed(COORDINATOR, BEGINS.minusSeconds(60), BEGINS.minusSeconds(60)));
    }

    private static MeetingDecision decision(int number, @Nullable TicketId ticket, @Nullable String open) {
        return new MeetingDecision(number, ticket, "补测", LAND, null, open);
    }

    private static MeetingMinutes minutes(MeetingDecision... decisions) {
        return new MeetingMinutes("当场核对", List.of(LAND), List.of(), List.of(), List.of(decisions));
    }

    @ParameterizedTest
    @CsvSource({
        "COMMON, 0, false, false, agenda",
        "COMMON, 1, false, false, agenda",
        "COMMON, 1, true, false, ",
        "COMMON, 3, false, false, ",
        "INDIVIDUAL, 0, false, false, agenda",
        "INDIVIDUAL, 1, false, false, ",
        "INDIVIDUAL, 2, false, false, agenda",
        "INDIVIDUAL, 1, true, false, commonProblem",
        "ESCALATED, 0, false, true, agenda",
        "ESCALATED, 1, false, false, chair",
        "ESCALATED, 2, false, true, "
    })
    void aKindSaysWhatItIsAbout(MeetingKind kind, int agenda, boolean common, boolean chaired, @Nullable String fault) {
        assertThat(Meeting.faults(plan(kind, agenda, common, chaired)))
                .extracting(Hindrance::field)
                .isEqualTo(fault == null ? List.of() : List.of(fault));
    }

    @Test
    void aMeetingThatWasHeldIsNotCancelledAndNotMoved() {
        Meeting held = planned().after(new MeetingEvent.MeetingHeld(minutes()), AFTERWARDS);
        assertThat(held.status()).isEqualTo(MeetingStatus.HELD);
        assertThat(held.whyNotCancelled().orElseThrow().sentence().en())
                .isEqualTo("The meeting was held; its minutes can be corrected, but it cannot be cancelled.");
        assertThat(held.whyNotChanged().orElseThrow().nature()).isEqualTo(Hindrance.Nature.STATE);
        assertThat(planned().whyNotCancelled()).isEmpty();
        assertThat(planned().whyNotChanged()).isEmpty();
    }

    @Test
    void minutesAreWrittenOnceItHasBegunAndCorrectedWithAReason() {
        assertThat(planned()
                        .whyNotWritten(BEGINS.minusSeconds(1), null)
                        .orElseThrow()
                        .nature())
                .isEqualTo(Hindrance.Nature.STATE);
        assertThat(planned().whyNotWritten(BEGINS, null)).isEmpty();
        Meeting held = planned().after(new MeetingEvent.MeetingHeld(minutes()), AFTERWARDS);
        assertThat(held.whyNotWritten(ENDS, null).orElseThrow().field()).isEqualTo("reason");
        assertThat(held.whyNotWritten(ENDS, "人名有误")).isEmpty();
        Meeting cancelled = planned().after(new MeetingEvent.MeetingCancelled("已解决"), AFTERWARDS);
        assertThat(cancelled.whyNotWritten(ENDS, null).orElseThrow().sentence().zh())
                .contains("已解决");
    }

    @Test
    void aNumberOfADecisionIsNeverGivenToAnother() {
        Meeting meeting = planned();
        List<MeetingDecision> first = meeting.numbered(List.of(decision(0, null, null), decision(0, null, null)));
        assertThat(first).extracting(MeetingDecision::number).containsExactly(1, 2);
        meeting = meeting.after(
                        new MeetingEvent.MeetingHeld(minutes(first.toArray(MeetingDecision[]::new))), AFTERWARDS)
                .after(new MeetingEvent.DecisionDone(1, "已补测"), AFTERWARDS)
                .after(new MeetingEvent.DecisionDone(2, "已补测"), AFTERWARDS);
        meeting = meeting.after(new MeetingEvent.MinutesCorrected(minutes(first.get(0)), "第二项不属实"), AFTERWARDS);
        assertThat(meeting.decisions()).extracting(MeetingDecision::number).containsExactly(1);
        assertThat(meeting.done()).extracting(Meeting.Done::number).containsExactly(1);
        assertThat(meeting.numbered(List.of(first.get(0), decision(0, null, null))))
                .extracting(MeetingDecision::number)
                .containsExactly(1, 3);
        assertThat(meeting.whyNotDone(1)).isPresent();
        assertThat(meeting.faults(List.of(decision(2, null, null), decision(1, null, null), decision(1, null, null))))
                .extracting(Hindrance::field)
                .containsExactly("decisions/0/number", "decisions/2/number");
    }

    @Test
    void aDecisionIsAboutATicketOfTheAgendaAndWhatIsOpenHasAReader() {
        assertThat(planned()
                        .faults(List.of(
                                decision(0, tickets.get(2), null),
                                decision(0, null, "公开"),
                                decision(0, tickets.get(0), "公开"))))
                .extracting(Hindrance::field)
                .containsExactly("decisions/0/ticket", "decisions/1/publicText");
    }

    @Test
    void aMeetingBeginsOnce() {
        Meeting planned = planned();
        assertThatThrownBy(() -> planned.after(new MeetingEvent.MeetingPlanned(planned.plan()), AFTERWARDS))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Meeting.of(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThat(Objects.requireNonNull(planned.calledBy()).text()).isEqualTo("li.lei");
    }
}
