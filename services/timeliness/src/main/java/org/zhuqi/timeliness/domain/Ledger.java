package org.zhuqi.timeliness.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.ClosingCause;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.calendar.Span;
import org.zhuqi.platform.calendar.UnknownYearException;
import org.zhuqi.platform.calendar.WorkingCalendar;

/**
 * All that a ticket's time comes to: worked out from its history, one policy and one calendar, and from nothing else. The
 * same function serves the running system, the dry run of another policy, a changed calendar and an imported history.
 *
 * @param segments the ledger: end to end, from the submission on
 * @param alarms what time will cause, earliest first
 */
public record Ledger(
        Policy policy,
        WorkingCalendar calendar,
        List<Step> steps,
        List<Segment> segments,
        List<Clock> clocks,
        List<ExtensionRequest> extensions,
        List<Alarm> alarms,
        @Nullable UnitId lead) {

    /** @param steps in the order of their sequence, the submission first; not empty */
    public static Ledger of(List<Step> steps, Policy policy, WorkingCalendar calendar) {
        HistoryWalk walk = new HistoryWalk(policy, calendar);
        steps.forEach(walk::take);
        List<Clock> clocks = walk.clocks();
        List<Alarm> alarms = new ArrayList<>(Ladder.alarms(clocks, walk.holding()));
        alarms.addAll(automatic(steps, policy, calendar, walk));
        alarms.sort(Comparator.comparing(Alarm::at).thenComparing(Alarm::key));
        return new Ledger(
                policy,
                calendar,
                List.copyOf(steps),
                walk.segments(),
                clocks,
                List.copyOf(walk.requests()),
                List.copyOf(alarms),
                walk.lead());
    }

    /** With these clocks in place of those of the same key: they were judged before. */
    public Ledger withJudged(Map<String, Clock> judged) {
        return new Ledger(
                policy,
                calendar,
                steps,
                segments,
                clocks.stream()
                        .map(clock -> judged.getOrDefault(clock.key(), clock))
                        .toList(),
                extensions,
                alarms,
                lead);
    }

    public TicketState state() {
        return steps.getLast().state();
    }

    public List<Clock> openClocks() {
        return clocks.stream().filter(Clock::isOpen).toList();
    }

    public Optional<Clock> clock(String key) {
        return clocks.stream().filter(clock -> clock.key().equals(key)).findFirst();
    }

    /** The first year that the calendar would have to know and does not; null if it knows all. */
    public @Nullable Integer unknownYear() {
        return openClocks().stream()
                .map(Clock::unknownYear)
                .filter(year -> year != null)
                .findFirst()
                .orElse(null);
    }

    /**
     * What lies before this is history, not news: it came with an import, and nobody is warned of what another system has
     * long dealt with.
     */
    public Instant quietUntil() {
        return steps.stream()
                .filter(Step::imported)
                .map(Step::recordedAt)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }

    /** How long a span is, along the ruler that its unit asks for. */
    static Duration lengthOf(Span span, WorkingCalendar calendar) {
        if (span.unit().isWorking()) {
            return calendar.workingTimeOf(span);
        }
        return switch (span.unit()) {
            case NATURAL_MINUTE -> Duration.ofMinutes(span.amount());
            case NATURAL_HOUR -> Duration.ofHours(span.amount());
            case NATURAL_DAY -> Duration.ofDays(span.amount());
            case WORKING_MINUTE, WORKING_HOUR, WORKING_DAY -> throw new IllegalStateException("handled above");
        };
    }

    /** Only of what happened here: a history that is being brought in goes on in its own way. */
    private static List<Alarm> automatic(List<Step> steps, Policy policy, WorkingCalendar calendar, HistoryWalk walk) {
        List<Alarm> alarms = new ArrayList<>();
        Step last = steps.getLast();
        if (last.imported()) {
            return alarms;
        }
        Policy.AutoClose autoClose = policy.autoClose();
        if (last.state() == TicketState.ANSWERED && autoClose != null) {
            latest(steps, Happening.Answered.class)
                    .ifPresent(
                            answered -> autoClose(answered, autoClose, calendar).ifPresent(alarms::add));
        }
        Instant until = walk.suspendedUntil();
        if (last.state() == TicketState.SUSPENDED && until != null) {
            latest(steps, Happening.Suspended.class)
                    .ifPresent(suspended -> alarms.add(new Alarm.Automatic(
                            "resume/" + suspended.sequence(),
                            until,
                            new TicketCommand.Resume("挂起期限已到，自动恢复办理。The suspension's time is over."))));
        }
        if (last.state() == TicketState.IN_PROGRESS && !walk.requests().isEmpty()) {
            ExtensionRequest request = walk.requests().getLast();
            Sentence against = request.objection();
            if (request.isPending() && !request.imported() && against != null) {
                alarms.add(new Alarm.Automatic(
                        "refuse-extension/" + request.sequence(),
                        request.requestedAt(),
                        new TicketCommand.RefuseExtension(
                                "%s。%s.".formatted(against.zh(), capitalised(against.en())))));
            }
        }
        return alarms;
    }

    private static Optional<Alarm> autoClose(Step answered, Policy.AutoClose rule, WorkingCalendar calendar) {
        try {
            return Optional.of(new Alarm.Automatic(
                    "close/" + answered.sequence(),
                    calendar.add(answered.at(), rule.after(), rule.counting()),
                    new TicketCommand.Close(
                            ClosingCause.TIME_OUT,
                            "办结后 %s 企业未确认，按未确认销号。Not confirmed within %s.".formatted(zh(rule.after()), rule.after()))));
        } catch (UnknownYearException e) {
            return Optional.empty();
        }
    }

    static String zh(Span span) {
        return span.amount() + " " + span.unit().zh();
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static Optional<Step> latest(List<Step> steps, Class<? extends Happening> kind) {
        return steps.stream().filter(step -> kind.isInstance(step.happening())).reduce((one, other) -> other);
    }

    /** The clock by which the ticket as a whole is judged in this stage and round. */
    public Optional<Clock> ticketClock(int round, String stage) {
        return clocks.stream()
                .filter(clock -> clock.scope() == ClockScope.TICKET
                        && clock.round() == round
                        && clock.stage().key().equals(stage))
                .reduce((one, other) -> other);
    }
}
