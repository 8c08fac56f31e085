package org.zhuqi.allinone.demo.qiantang;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhuqi.allinone.demo.PublishedCase;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.MeetingKind;
import org.zhuqi.contracts.Satisfaction;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.intake.importing.PlannedCommand;

/**
 * What a plan comes to at a cut-off, counted from its commands alone: no service is asked, no ticket's fate is looked at.
 *
 * @param onTime answered within the effective due date: five working days from the first dispatch, later by what it was
 *     suspended, or as extended
 */
record Recount(
        int received,
        int declined,
        int withdrawn,
        int merged,
        int answeredOrClosed,
        int solvedAndConfirmed,
        int onTime,
        int late,
        int dueAndNotAnswered,
        int closed,
        int rated,
        Map<Satisfaction, Integer> ratings,
        Map<MeetingKind, Integer> meetings,
        int hardProblems,
        int writtenOff) {
    private static final int ANSWER_WITHIN = 5;

    int collected() {
        return received - declined - withdrawn - merged;
    }

    int satisfied() {
        return ratings.getOrDefault(Satisfaction.SATISFIED, 0);
    }

    /** In the figures that are published. */
    PublishedCase asPublished(Plan plan) {
        return new PublishedCase(
                plan.people().handlers().size(),
                plan.people().allOfficers(),
                plan.people().allEnterprises(),
                collected(),
                answeredOrClosed,
                solvedAndConfirmed,
                onTime,
                onTime + late + dueAndNotAnswered,
                rated,
                satisfied(),
                meetings.getOrDefault(MeetingKind.COMMON, 0),
                meetings.getOrDefault(MeetingKind.INDIVIDUAL, 0),
                meetings.getOrDefault(MeetingKind.ESCALATED, 0),
                writtenOff);
    }

    static Recount of(Plan plan, Instant cutOff) {
        Counter counter = new Counter();
        plan.tickets().forEach(story -> counter.count(story.commands(), cutOff));
        Map<MeetingKind, Integer> meetings = new EnumMap<>(MeetingKind.class);
        plan.meetings().stream()
                .filter(meeting -> !meeting.endsAt().isAfter(cutOff))
                .forEach(meeting -> meetings.merge(meeting.kind(), 1, Integer::sum));
        return new Recount(
                counter.received,
                counter.declined,
                counter.withdrawn,
                counter.merged,
                counter.answeredOrClosed,
                counter.solved,
                counter.onTime,
                counter.late,
                counter.due,
                counter.closed,
                counter.ratings.values().stream().mapToInt(Integer::intValue).sum(),
                counter.ratings,
                meetings,
                (int) plan.problems().stream()
                        .filter(problem -> !problem.listedAt().isAfter(cutOff))
                        .count(),
                (int) plan.problems().stream()
                        .filter(problem -> problem.writtenOffAt() != null
                                && !problem.writtenOffAt().isAfter(cutOff))
                        .count());
    }

    private static final class Counter {
        private final Map<Satisfaction, Integer> ratings = new EnumMap<>(Satisfaction.class);
        private int received;
        private int declined;
        private int withdrawn;
        private int merged;
        private int answeredOrClosed;
        private int solved;
        private int onTime;
        private int late;
        private int due;
        private int closed;

        void count(List<PlannedCommand> commands, Instant cutOff) {
            List<PlannedCommand> past = commands.stream()
                    .filter(command -> !command.occurredAt().isAfter(cutOff))
                    .toList();
            if (past.isEmpty()) {
                return;
            }
            received++;
            switch (past.getLast().body()) {
                case TicketCommand.Decline decline -> declined++;
                case TicketCommand.Withdraw withdraw -> withdrawn++;
                case TicketCommand.Merge merge -> merged++;
                default -> collected(past, cutOff);
            }
        }

        private void collected(List<PlannedCommand> past, Instant cutOff) {
            Instant dispatched = null;
            Instant extendedTo = null;
            Instant suspended = null;
            Duration stood = Duration.ZERO;
            Instant answeredAt = null;
            AnswerOutcome outcome = null;
            boolean confirmed = false;
            for (PlannedCommand command : past) {
                Instant at = command.occurredAt();
                switch (command.body()) {
                    case TicketCommand.Dispatch dispatch -> dispatched = dispatched == null ? at : dispatched;
                    case TicketCommand.RequestExtension request -> extendedTo = request.until();
                    case TicketCommand.Suspend suspend -> suspended = at;
                    case TicketCommand.Resume resume -> {
                        stood = stood.plus(since(suspended, at));
                        suspended = null;
                    }
                    case TicketCommand.ProvideInformation information -> {
                        stood = stood.plus(since(suspended, at));
                        suspended = null;
                    }
                    case TicketCommand.Answer answer -> {
                        answeredAt = at;
                        outcome = answer.outcome();
                    }
                    case TicketCommand.Dispute dispute -> answeredAt = null;
                    case TicketCommand.Confirm confirm -> {
                        confirmed = true;
                        closed++;
                    }
                    case TicketCommand.Close close -> closed++;
                    case TicketCommand.Rate rate -> ratings.merge(rate.satisfaction(), 1, Integer::sum);
                    default -> {}
                }
            }
            answeredOrClosed += answeredAt == null ? 0 : 1;
            solved += confirmed && outcome == AnswerOutcome.SOLVED ? 1 : 0;
            if (dispatched != null) {
                judge(dispatched, extendedTo, stood, suspended, answeredAt, cutOff);
            }
        }

        private static Duration since(@Nullable Instant suspended, Instant at) {
            return suspended == null ? Duration.ZERO : OfficeHours.between(suspended, at);
        }

        private void judge(
                Instant dispatched,
                @Nullable Instant extendedTo,
                Duration stood,
                @Nullable Instant suspended,
                @Nullable Instant answeredAt,
                Instant cutOff) {
            Instant original = OfficeHours.due(dispatched, ANSWER_WITHIN);
            Instant moved = stood.isZero() ? original : OfficeHours.later(original, stood);
            Instant effective = extendedTo == null ? moved : extendedTo;
            if (answeredAt != null) {
                onTime += answeredAt.isAfter(effective) ? 0 : 1;
                late += answeredAt.isAfter(effective) ? 1 : 0;
            } else if (suspended == null && cutOff.isAfter(effective)) {
                due++;
            }
        }
    }
}
