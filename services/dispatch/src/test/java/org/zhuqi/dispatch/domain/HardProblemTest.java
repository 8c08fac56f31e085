package org.zhuqi.dispatch.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.RemovalGround;
import org.zhuqi.contracts.ReviewResult;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.dispatch.HardProblemEvent;
import org.zhuqi.contracts.dispatch.HardProblemSheet;
import org.zhuqi.contracts.dispatch.ReviewRoundEvent;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.testkit.EventStory;

final class HardProblemTest {
    private static final Actor COORDINATOR = new Actor(new AccountId("li.lei"), Role.COORDINATOR, null, null);
    private static final Instant AT = Instant.parse("2023-06-05T06:00:00Z");
    private static final Deed DEED = new Deed(COORDINATOR, AT, AT);
    private static final UnitId LAND = new UnitId("land");

    private static HardProblem listed() {
        return HardProblem.listed(
                new SubjectId(new UUID(9, 0)),
                new DistrictId("QT"),
                new HardProblemSheet(
                        "竣工厂房不能办证",
                        "资料缺失",
                        List.of(),
                        List.of(),
                        null,
                        LAND,
                        LocalDate.of(2023, 6, 30),
                        null,
                        null,
                        null),
                DEED);
    }

    private static HardProblem reviewed(HardProblem problem, int round, ReviewResult result) {
        return problem.after(new HardProblemEvent.HardProblemReviewed(round, result, "会商", null, null, null), DEED);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "STUCK, 1",
        "'STUCK STUCK', 2",
        "'STUCK PROGRESS', 0",
        "'PROGRESS STUCK POSTPONED', 2",
        "'STUCK SOLVED STUCK', 1"
    })
    void itIsStuckForAsManyRoundsAsNothingMoved(String results, int rounds) {
        HardProblem problem = listed();
        List<String> each = results.isEmpty() ? List.of() : List.of(results.split(" "));
        for (int i = 0; i < each.size(); i++) {
            problem = reviewed(problem, i + 1, ReviewResult.valueOf(each.get(i)));
        }
        assertThat(problem.stuckFor()).isEqualTo(rounds);
        assertThat(problem.status()).isEqualTo(each.isEmpty() ? ProblemStatus.LISTED : ProblemStatus.IN_REVIEW);
    }

    @Test
    void theLastWordOfARoundCounts() {
        HardProblem problem = reviewed(reviewed(listed(), 1, ReviewResult.STUCK), 1, ReviewResult.PROGRESS);
        assertThat(problem.reviews()).extracting(HardProblem.Review::result).containsExactly(ReviewResult.PROGRESS);
        assertThat(problem.version()).isEqualTo(3);
    }

    @Test
    void whatLeftTheListIsNeitherReviewedNorRemovedButCanComeBack() {
        HardProblem off = listed().after(new HardProblemEvent.HardProblemWrittenOff("已发证", null, true, null), DEED);
        assertThat(off.whyNotOnTheList().orElseThrow().sentence().zh()).isEqualTo("重难点问题“竣工厂房不能办证”不在清单上：已销号。");
        assertThat(off.whyNotRelisted()).isEmpty();
        assertThat(off.isOverdue(LocalDate.of(2024, 1, 1))).isFalse();
        HardProblem back = off.after(new HardProblemEvent.HardProblemRelisted("面积有误"), DEED);
        assertThat(back.status()).isEqualTo(ProblemStatus.LISTED);
        assertThat(back.writtenOff()).isNull();
        assertThat(back.isOverdue(LocalDate.of(2023, 7, 1))).isTrue();
        assertThat(back.isOverdue(LocalDate.of(2023, 6, 30))).isFalse();
        HardProblem removed = back.after(
                new HardProblemEvent.HardProblemRemoved(RemovalGround.DUPLICATE, new AccountId("leader"), "重复"), DEED);
        assertThat(removed.status().isOnTheList()).isFalse();
        assertThat(removed.whyNotRelisted()).isEmpty();
        assertThat(back.whyNotRelisted()).isPresent();
    }

    @Test
    void itIsWrittenOffWhenItsTicketsAreOrWithAReason() {
        TicketFacts open = ticket(1, null);
        TicketFacts solved = ticket(2, AnswerOutcome.SOLVED);
        TicketFacts partly = ticket(3, AnswerOutcome.PARTLY);
        TicketFacts explained = ticket(4, AnswerOutcome.EXPLAINED);
        assertThat(listed().whyNotWrittenOff(List.of(solved, partly), null)).isEmpty();
        assertThat(listed().whyNotWrittenOff(List.of(open, solved, explained), null)
                        .orElseThrow()
                        .sentence()
                        .en())
                .contains("QT-2023-000001, QT-2023-000004.");
        assertThat(listed().whyNotWrittenOff(List.of(open), "由上级部门接手")).isEmpty();
    }

    @Test
    void aRoundIsClosedWhenEachProblemHasItsResult() {
        ReviewRound round = ReviewRound.opened(
                new SubjectId(new UUID(9, 1)),
                new DistrictId("QT"),
                new ReviewRoundEvent.ReviewRoundOpened(3, LocalDate.of(2023, 6, 5), null),
                DEED);
        assertThat(round.whyNotClosed(List.of())).isEmpty();
        assertThat(round.whyNotClosed(List.of("甲", "乙"))
                        .orElseThrow()
                        .sentence()
                        .en())
                .isEqualTo("Round 3 cannot be closed: 2 on the list have no result yet: '甲', '乙'.");
        assertThat(round.whyNotClosed(
                                IntStream.range(0, 12).mapToObj(i -> "题" + i).toList())
                        .orElseThrow()
                        .sentence()
                        .en())
                .contains("'题9' and 2 more.");
        ReviewRound closed = round.after(new ReviewRoundEvent.ReviewRoundClosed(3, 0, 0, 0, 0), DEED);
        assertThat(closed.isOpen()).isFalse();
        assertThat(closed.whyNotOpen()).isPresent();
    }

    private static TicketFacts ticket(int number, @Nullable AnswerOutcome outcome) {
        EventStory story = EventStory.of(new TicketNumber("QT-2023-%06d".formatted(number)))
                .tells(
                        new TicketEvent.Submitted(
                                new EnterpriseId("firm"),
                                "厂房办证",
                                "不能办证",
                                new CatalogueItemId("land"),
                                Urgency.NORMAL,
                                new AccountId("contact"),
                                null,
                                null,
                                List.of()),
                        TicketState.SUBMITTED)
                .tells(new TicketEvent.Dispatched(LAND, List.of(), null, null), TicketState.DISPATCHED);
        if (outcome != null) {
            story.tells(new TicketEvent.Answered(LAND, outcome, "答复", null, List.of()), TicketState.ANSWERED);
        }
        TicketFacts facts = TicketFacts.opened(story.messages().getFirst());
        for (var message : story.messages().subList(1, story.messages().size())) {
            facts = facts.after(message);
        }
        return facts;
    }
}
