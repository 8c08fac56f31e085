package org.zhuqi.allinone.demo.qiantang;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.MeetingKind;
import org.zhuqi.contracts.ReviewResult;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.intake.importing.PlannedCommand;

/** All that happened in Qiantang from January to December 2023. The same seed gives the same plan, to the last second. */
record Plan(
        People people,
        List<TicketStory> tickets,
        List<Meeting> meetings,
        List<Problem> problems,
        List<Round> rounds,
        List<Visit> visits) {
    /** New tickets in one wave: few enough that their numbers follow their times. */
    private static final int SUBMITS = 100;

    /** @param key tells it from all others, however often it is sent */
    record Meeting(
            String key,
            MeetingKind kind,
            String title,
            Instant calledAt,
            Instant startsAt,
            Instant endsAt,
            Instant writtenAt,
            List<TicketId> agenda,
            List<UnitId> units,
            List<Decision> decisions) {}

    /** @param doneAt by when its unit had carried it out */
    record Decision(@Nullable TicketId ticket, UnitId unit, String text, LocalDate due, Instant doneAt) {}

    /**
     * A hard problem.
     *
     * @param ticket that was marked hard; null if the problem was put onto the list by hand
     * @param writtenOffAt null if it is still on the list at the cut-off
     */
    record Problem(
            String key,
            @Nullable TicketId ticket,
            UnitId unit,
            String title,
            String difficulty,
            Instant listedAt,
            @Nullable Instant writtenOffAt) {
        boolean isOnTheList(Instant at) {
            return !listedAt.isAfter(at) && (writtenOffAt == null || writtenOffAt.isAfter(at));
        }
    }

    record Round(String key, Instant opensAt, Instant closesAt, List<Review> reviews) {
        LocalDate heldOn() {
            return OfficeHours.dayOf(opensAt);
        }
    }

    record Review(
            Problem problem,
            Instant at,
            ReviewResult result,
            String said,
            @Nullable String next) {}

    record Visit(
            String key,
            EnterpriseId enterprise,
            LocalDate day,
            AccountId officer,
            List<UnitId> units,
            String purpose,
            String findings) {}

    /**
     * The commands in waves, each to be decided before the next is sent: requests first, in the order of their numbers; a
     * ticket into which another is merged goes on only when that has happened.
     */
    List<List<List<PlannedCommand>>> waves() {
        Set<TicketId> targets = new HashSet<>();
        tickets.stream().flatMap(story -> story.commands().stream()).forEach(each -> {
            if (each.body() instanceof TicketCommand.Merge merge && merge.into() != null) {
                targets.add(merge.into());
            }
        });
        List<PlannedCommand> submits = new ArrayList<>();
        List<List<PlannedCommand>> first = new ArrayList<>();
        List<List<PlannedCommand>> merges = new ArrayList<>();
        List<List<PlannedCommand>> last = new ArrayList<>();
        for (TicketStory story : tickets) {
            List<PlannedCommand> rest =
                    story.commands().subList(1, story.commands().size());
            submits.add(story.commands().getFirst());
            if (story.fate() == Fate.MERGED) {
                merges.add(rest);
            } else if (targets.contains(story.ticket())) {
                int answer = 0;
                while (!(rest.get(answer).body() instanceof TicketCommand.Answer)) {
                    answer++;
                }
                first.add(rest.subList(0, answer));
                last.add(rest.subList(answer, rest.size()));
            } else {
                first.add(rest);
            }
        }
        submits.sort(Comparator.comparing(PlannedCommand::occurredAt));
        List<List<List<PlannedCommand>>> waves = new ArrayList<>();
        for (int from = 0; from < submits.size(); from += SUBMITS) {
            waves.add(List.of(submits.subList(from, Math.min(submits.size(), from + SUBMITS))));
        }
        waves.addAll(List.of(first, merges, last));
        return List.copyOf(waves);
    }

    int commandCount() {
        return tickets.stream().mapToInt(story -> story.commands().size()).sum();
    }

    Stream<TicketStory> withFate(Fate fate) {
        return tickets.stream().filter(story -> story.fate() == fate);
    }
}
