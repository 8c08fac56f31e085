package org.zhuqi.timeliness.application;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.rule.CalendarAnnounced;
import org.zhuqi.platform.calendar.CalendarRules;
import org.zhuqi.platform.calendar.WorkingCalendar;
import org.zhuqi.timeliness.domain.Clock;
import org.zhuqi.timeliness.domain.Ledger;
import org.zhuqi.timeliness.postgres.CalendarRows;
import org.zhuqi.timeliness.postgres.TicketRows;

/**
 * Changes a district's working calendar, or shows beforehand which open due dates would move. Verdicts that were given stay;
 * what is open is worked out anew by the due-scan.
 */
public final class ChangingCalendars {
    private static final int PAGE = 1_000;
    /** Looked through at most by a preview. */
    private static final int MOST_TICKETS = 200_000;

    private final CalendarRows rows;
    private final TicketRows tickets;
    private final Policies policies;
    private final Calendars calendars;
    private final Announcing announcing;
    private final TransactionTemplate transaction;
    private final InstantSource now;

    public ChangingCalendars(
            CalendarRows rows,
            TicketRows tickets,
            Policies policies,
            Calendars calendars,
            Announcing announcing,
            TransactionTemplate transaction,
            InstantSource now) {
        this.rows = rows;
        this.tickets = tickets;
        this.policies = policies;
        this.calendars = calendars;
        this.announcing = announcing;
        this.transaction = transaction;
        this.now = now;
    }

    /** A due date that moves. Null where the calendar does not know the year. */
    public record Move(
            TicketId ticket,
            TicketNumber number,
            String clock,
            String stageZh,
            @Nullable Instant before,
            @Nullable Instant after) {}

    /**
     * @param openTickets that were, or are going to be, looked through
     * @param moved how many due dates move
     * @param examples the first of them
     * @param complete false if there were more tickets than a preview looks through
     */
    public record Preview(
            String versionBefore,
            String versionAfter,
            int openTickets,
            int moved,
            List<Move> examples,
            boolean complete) {}

    public record Changed(String versionBefore, String versionAfter, int openTickets) {}

    public Preview preview(DistrictId district, UnaryOperator<CalendarRules> change, int examples) {
        WorkingCalendar before = calendars.of(district);
        WorkingCalendar after = WorkingCalendar.of(change.apply(before.rules()));
        List<Move> moves = new ArrayList<>();
        int moved = 0;
        int seen = 0;
        UUID last = null;
        List<TicketRecord> page;
        do {
            page = tickets.open(district, last, PAGE);
            for (TicketRecord ticket : page) {
                List<Move> its = moves(ticket, before, after);
                moved += its.size();
                its.stream().limit(examples - moves.size()).forEach(moves::add);
                last = ticket.id().value();
            }
            seen += page.size();
        } while (page.size() == PAGE && seen < MOST_TICKETS);
        return new Preview(before.version(), after.version(), seen, moved, moves, page.size() < PAGE);
    }

    private List<Move> moves(TicketRecord ticket, WorkingCalendar before, WorkingCalendar after) {
        var policy = policies.get(ticket.policy());
        Map<String, Clock> old = new HashMap<>();
        Ledger.of(ticket.steps(), policy, before).openClocks().forEach(clock -> old.put(clock.key(), clock));
        return Ledger.of(ticket.steps(), policy, after).openClocks().stream()
                .filter(clock ->
                        old.containsKey(clock.key()) && !Objects.equals(dueOf(old.get(clock.key())), clock.due()))
                .map(clock -> new Move(
                        ticket.id(),
                        ticket.number(),
                        clock.key(),
                        clock.stage().name().zh(),
                        dueOf(old.get(clock.key())),
                        clock.due()))
                .toList();
    }

    private static @Nullable Instant dueOf(@Nullable Clock clock) {
        return clock == null ? null : clock.due();
    }

    public Changed change(DistrictId district, AccountId by, UnaryOperator<CalendarRules> change) {
        Instant at = now.instant().truncatedTo(ChronoUnit.MICROS);
        record Written(Changed changed, @Nullable CalendarAnnounced rules) {}
        Written written = Objects.requireNonNull(transaction.execute(status -> {
            rows.lock();
            WorkingCalendar before = calendars.of(district);
            CalendarRules after = change.apply(before.rules());
            if (after.version().equals(before.version())) {
                return new Written(new Changed(before.version(), before.version(), 0), null);
            }
            CalendarAnnounced document = CalendarDocuments.of(after, district);
            rows.put(document, at, by);
            int open = tickets.lookAtAllOpenOf(district, at);
            return new Written(new Changed(before.version(), after.version(), open), document);
        }));
        if (written.rules() != null) {
            announcing.announce(written.rules(), at);
        }
        return written.changed();
    }
}
