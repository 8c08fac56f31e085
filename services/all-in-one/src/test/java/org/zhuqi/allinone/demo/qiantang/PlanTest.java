package org.zhuqi.allinone.demo.qiantang;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhuqi.allinone.demo.PublishedCase;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.intake.importing.PlannedCommand;

/** The plan alone, nothing sent. */
class PlanTest {
    private static final List<String> HOLIDAYS = List.of(
            "01-02", "01-23", "01-24", "01-25", "01-26", "01-27", "04-05", "05-01", "05-02", "05-03", "06-22", "06-23",
            "09-29", "10-02", "10-03", "10-04", "10-05", "10-06");
    private static final List<String> MADE_UP = List.of("01-28", "01-29", "04-23", "05-06", "06-25", "10-07", "10-08");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 7, 2023})
    void comesToWhatWasPublished(long seed) {
        Plan plan = Planning.of(seed);
        Recount recount = Recount.of(plan, PublishedCase.CUT_OFF);

        assertThat(recount.asPublished(plan)).isEqualTo(PublishedCase.QIANTANG_2023);
        assertThat(recount.collected() - recount.answeredOrClosed()).isEqualTo(5);
        assertThat(recount.dueAndNotAnswered()).isEqualTo(2);
        assertThat(recount.late()).isEqualTo(4);
        assertThat(recount.closed()).isEqualTo(653);
        assertThat(List.of(recount.declined(), recount.withdrawn(), recount.merged()))
                .containsExactly(14, 9, 17);
        assertThat(recount.hardProblems() - recount.writtenOff()).isEqualTo(7);
    }

    @Test
    void isPrintedAsItWasPublished() {
        PublishedCase published = PublishedCase.QIANTANG_2023;
        assertThat(PublishedCase.percent(published.closed(), published.collected(), 0))
                .isEqualTo("99 %");
        assertThat(PublishedCase.percent(published.solved(), published.collected(), 1))
                .isEqualTo("97.8 %");
        assertThat(PublishedCase.percent(published.onTime(), published.answerDue(), 0))
                .isEqualTo("99 %");
        assertThat(PublishedCase.percent(published.satisfied(), published.rated(), 1))
                .isEqualTo("97.8 %");
    }

    /** Counted a second time, from nothing but names of commands and days written down here. */
    @Test
    void aNaiveCountAgrees() {
        int collected = 0;
        int answered = 0;
        int solved = 0;
        int late = 0;
        int satisfied = 0;
        int rated = 0;
        for (TicketStory story : Planning.of(1).tickets()) {
            List<PlannedCommand> past = story.commands().stream()
                    .filter(each -> each.occurredAt().isBefore(Instant.parse("2023-11-30T16:00:00Z")))
                    .toList();
            List<String> names =
                    past.stream().map(each -> each.type().wireName()).toList();
            String last = names.getLast();
            if (Set.of("decline", "withdraw", "merge").contains(last)) {
                continue;
            }
            collected++;
            boolean isAnswered = names.lastIndexOf("answer") > names.lastIndexOf("dispute");
            answered += isAnswered ? 1 : 0;
            PlannedCommand lastAnswer = past.stream()
                    .filter(each -> each.body() instanceof TicketCommand.Answer)
                    .reduce((one, other) -> other)
                    .orElse(null);
            if (lastAnswer != null && lastAnswer.body() instanceof TicketCommand.Answer answer) {
                solved += names.contains("confirm") && answer.outcome() == AnswerOutcome.SOLVED ? 1 : 0;
                boolean moved = names.contains("suspend") || names.contains("grant-extension");
                LocalDate due = fifthWorkingDay(story.when(TicketCommand.Dispatch.class));
                late += !moved && OfficeHours.dayOf(lastAnswer.occurredAt()).isAfter(due) ? 1 : 0;
            }
            for (PlannedCommand each : past) {
                if (each.body() instanceof TicketCommand.Rate rate) {
                    rated++;
                    satisfied += rate.satisfaction().zh().equals("满意") ? 1 : 0;
                }
            }
        }
        assertThat(List.of(collected, answered, solved, late, rated, satisfied))
                .containsExactly(660, 655, 646, 4, 597, 584);
    }

    private static LocalDate fifthWorkingDay(Instant from) {
        LocalDate day = OfficeHours.dayOf(from);
        for (int left = 5; left > 0; ) {
            day = day.plusDays(1);
            left -= isWorking(day) ? 1 : 0;
        }
        return day;
    }

    private static boolean isWorking(LocalDate day) {
        String text = day.toString().substring(5);
        boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        return MADE_UP.contains(text) || (!weekend && !HOLIDAYS.contains(text));
    }

    @Test
    void theSameSeedGivesTheSamePlanToTheLastSecond() {
        assertThat(Planning.of(5)).isEqualTo(Planning.of(5));
        assertThat(Planning.of(5).tickets()).isNotEqualTo(Planning.of(6).tickets());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 42})
    void everythingHappensWithinBusinessHoursAndInOrder(long seed) {
        Plan plan = Planning.of(seed);
        List<Instant> times = new ArrayList<>();
        for (TicketStory story : plan.tickets()) {
            List<Instant> own =
                    story.commands().stream().map(PlannedCommand::occurredAt).toList();
            assertThat(own).as(story.toString()).isSorted().doesNotHaveDuplicates();
            times.addAll(own);
        }
        plan.meetings().forEach(meeting -> {
            assertThat(List.of(meeting.calledAt(), meeting.startsAt(), meeting.endsAt(), meeting.writtenAt()))
                    .isSorted();
            times.addAll(List.of(meeting.startsAt(), meeting.endsAt()));
        });
        plan.problems().forEach(problem -> {
            times.add(problem.listedAt());
            if (problem.writtenOffAt() != null) {
                assertThat(problem.writtenOffAt()).isAfter(problem.listedAt()).isBefore(PublishedCase.CUT_OFF);
                times.add(problem.writtenOffAt());
            }
        });
        plan.rounds().forEach(round -> {
            assertThat(round.reviews())
                    .isNotEmpty()
                    .allSatisfy(review -> assertThat(review.at())
                            .isAfter(round.opensAt())
                            .isAfter(review.problem().listedAt())
                            .isBefore(round.closesAt()));
            times.addAll(List.of(round.opensAt(), round.closesAt()));
        });
        assertThat(times).allMatch(PlanTest::isWithinBusinessHours);
    }

    private static boolean isWithinBusinessHours(Instant at) {
        LocalTime time = at.atZone(OfficeHours.CHINA).toLocalTime();
        return isWorking(OfficeHours.dayOf(at))
                && (isBetween(time, LocalTime.of(8, 30), LocalTime.of(12, 0))
                        || isBetween(time, LocalTime.of(13, 30), LocalTime.of(17, 30)));
    }

    private static boolean isBetween(LocalTime time, LocalTime from, LocalTime to) {
        return !time.isBefore(from) && !time.isAfter(to);
    }

    @Test
    void idsAreItsOwnAndWavesHoldEveryCommandOnce() {
        Plan plan = Planning.of(1);
        List<PlannedCommand> sent = plan.waves().stream()
                .flatMap(List::stream)
                .flatMap(List::stream)
                .toList();
        assertThat(sent).hasSize(plan.commandCount());
        assertThat(sent.stream().map(PlannedCommand::commandId)).doesNotHaveDuplicates();
        Set<TicketId> tickets = plan.tickets().stream().map(TicketStory::ticket).collect(Collectors.toSet());
        assertThat(tickets).hasSize(plan.tickets().size());
        assertThat(plan.meetings()).allSatisfy(meeting -> assertThat(tickets).containsAll(meeting.agenda()));
        assertThat(plan.visits().stream().map(visit -> visit.enterprise() + " " + visit.day()))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(300);
    }

    @Test
    void itLooksLikeAYear() {
        Plan plan = Planning.of(1);
        Map<Integer, Long> months = plan.tickets().stream()
                .filter(story -> story.fate().isCollected())
                .collect(Collectors.groupingBy(
                        story -> OfficeHours.dayOf(story.submittedAt()).getMonthValue(), Collectors.counting()));
        assertThat(months)
                .hasSize(11)
                .allSatisfy((month, tickets) -> assertThat(tickets).isBetween(38L, 74L));
        assertThat(plan.tickets().stream().map(story -> story.matter().item()).distinct())
                .as("the whole menu of problems")
                .hasSize(20);
        assertThat(plan.tickets().stream().map(story -> story.enterprise().id()).distinct())
                .hasSizeGreaterThan(300);
        assertThat(Arrays.stream(Fate.values()))
                .allSatisfy(fate -> assertThat(plan.withFate(fate)).isNotEmpty());
        Set<TicketId> twice = new HashSet<>();
        assertThat(plan.meetings().stream()
                        .flatMap(meeting -> meeting.agenda().stream())
                        .filter(ticket -> !twice.add(ticket)))
                .as("tickets on several agendas")
                .isNotEmpty();
    }

    @Test
    void anySeedWillDo() {
        assertThat(LongStream.range(100, 112))
                .allSatisfy(seed -> assertThat(Recount.of(Planning.of(seed), PublishedCase.CUT_OFF)
                                .onTime())
                        .isEqualTo(PublishedCase.QIANTANG_2023.onTime()));
    }
}
