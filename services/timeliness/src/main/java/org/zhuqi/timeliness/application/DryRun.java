package org.zhuqi.timeliness.application;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.PauseCause;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.platform.calendar.WorkingCalendar;
import org.zhuqi.timeliness.domain.Clock;
import org.zhuqi.timeliness.domain.Ledger;
import org.zhuqi.timeliness.domain.Policy;
import org.zhuqi.timeliness.postgres.TicketRows;

/** What a policy would have made of the tickets of a past period, beside what theirs made of them. Changes nothing. */
public final class DryRun {
    private final TicketRows tickets;
    private final Ledgers ledgers;
    private final Calendars calendars;
    private final InstantSource now;

    public DryRun(TicketRows tickets, Ledgers ledgers, Calendars calendars, InstantSource now) {
        this.tickets = tickets;
        this.ledgers = ledgers;
        this.calendars = calendars;
        this.now = now;
    }

    public enum Verdict {
        ON_TIME,
        LATE,
        /** Not there yet, and the due date has passed. */
        OVERDUE,
        OPEN,
        /** Withdrawn, declined or merged before. */
        RELEASED,
        /** The policy does not ask for it. */
        NOT_ASKED
    }

    /** One stage of one round: each round is a promise of its own to the enterprise. */
    public record Judged(
            int round,
            String stage,
            Verdict before,
            @Nullable Instant dueBefore,
            Verdict after,
            @Nullable Instant dueAfter) {
        boolean differs() {
            return before != after;
        }
    }

    public record ChangedTicket(TicketId ticket, TicketNumber number, List<Judged> stages) {}

    /** How many got which verdict in a stage. */
    public record StageCount(String stage, Map<Verdict, Integer> before, Map<Verdict, Integer> after, int changed) {}

    /**
     * @param changedTickets how many have another verdict in some stage
     * @param examples the first of them
     */
    public record Result(
            Instant from,
            Instant to,
            String policy,
            String calendar,
            int tickets,
            int changedTickets,
            List<StageCount> stages,
            List<ChangedTicket> examples) {}

    public Result run(DistrictId district, Instant from, Instant to, Policy policy, int examples) {
        WorkingCalendar calendar = calendars.of(district);
        Instant at = now.instant();
        Map<String, Count> counts = new LinkedHashMap<>();
        List<ChangedTicket> changed = new ArrayList<>();
        int seen = 0;
        int changedTickets = 0;
        PastTickets past = new PastTickets(tickets, district, from, to);
        for (List<TicketRecord> page = past.next(); !page.isEmpty(); page = past.next()) {
            for (TicketRecord ticket : page) {
                List<Judged> judged = judge(ledgers.asTold(ticket), Ledger.of(ticket.steps(), policy, calendar), at);
                judged.forEach(each ->
                        counts.computeIfAbsent(each.stage(), any -> new Count()).add(each));
                List<Judged> differing = judged.stream().filter(Judged::differs).toList();
                if (!differing.isEmpty()) {
                    changedTickets++;
                    if (changed.size() < examples) {
                        changed.add(new ChangedTicket(ticket.id(), ticket.number(), differing));
                    }
                }
            }
            seen += page.size();
        }
        return new Result(
                from,
                to,
                policy.version().text(),
                calendar.version(),
                seen,
                changedTickets,
                counts.entrySet().stream()
                        .map(each -> each.getValue().named(each.getKey()))
                        .toList(),
                changed);
    }

    private static List<Judged> judge(Ledger before, Ledger after, Instant at) {
        record Promise(int round, String stage) {}
        Map<Promise, Clock> old = new LinkedHashMap<>();
        Map<Promise, Clock> fresh = new LinkedHashMap<>();
        for (Clock clock : before.clocks()) {
            if (clock.scope() == ClockScope.TICKET) {
                old.put(new Promise(clock.round(), clock.stage().key()), clock);
            }
        }
        for (Clock clock : after.clocks()) {
            if (clock.scope() == ClockScope.TICKET) {
                fresh.put(new Promise(clock.round(), clock.stage().key()), clock);
            }
        }
        Set<Promise> all = new LinkedHashSet<>(old.keySet());
        all.addAll(fresh.keySet());
        return all.stream()
                .map(promise -> {
                    Clock one = old.get(promise);
                    Clock other = fresh.get(promise);
                    return new Judged(
                            promise.round(),
                            promise.stage(),
                            verdict(one, at),
                            one == null ? null : one.due(),
                            verdict(other, at),
                            other == null ? null : other.due());
                })
                .toList();
    }

    private static Verdict verdict(@Nullable Clock clock, Instant at) {
        if (clock == null) {
            return Verdict.NOT_ASKED;
        }
        if (clock.pauseCause() == PauseCause.MERGED) {
            return Verdict.RELEASED;
        }
        return switch (clock.state()) {
            case MET -> Verdict.ON_TIME;
            case LATE -> Verdict.LATE;
            case RELEASED -> Verdict.RELEASED;
            case RUNNING, PAUSED -> clock.isOverdue(at) ? Verdict.OVERDUE : Verdict.OPEN;
        };
    }

    private static final class Count {
        private final Map<Verdict, Integer> before = new EnumMap<>(Verdict.class);
        private final Map<Verdict, Integer> after = new EnumMap<>(Verdict.class);
        private int changed;

        void add(Judged judged) {
            before.merge(judged.before(), 1, Integer::sum);
            after.merge(judged.after(), 1, Integer::sum);
            changed += judged.differs() ? 1 : 0;
        }

        StageCount named(String stage) {
            return new StageCount(stage, before, after, changed);
        }
    }
}
