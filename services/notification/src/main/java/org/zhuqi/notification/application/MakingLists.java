package org.zhuqi.notification.application;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.notification.domain.Happening;
import org.zhuqi.notification.domain.Occasions;
import org.zhuqi.notification.domain.RuleBook;
import org.zhuqi.notification.domain.TicketFacts;
import org.zhuqi.notification.domain.Values;
import org.zhuqi.notification.postgres.ClockRows;
import org.zhuqi.notification.postgres.ClockRows.Due;
import org.zhuqi.notification.postgres.FactRows;
import org.zhuqi.notification.postgres.GatheredRows;
import org.zhuqi.notification.postgres.MessageRows;
import org.zhuqi.platform.directory.KnownDirectory;

/**
 * The lists of a morning, once each working day and district: what of a unit is due until the end of the week or overdue, what
 * is due on the next working day, and what was gathered for a person. Made twice they would be the same messages.
 */
public final class MakingLists {
    /** A process that was down in the morning still makes the list, but not in the evening. */
    private static final Duration LATEST = Duration.ofHours(6);

    private static final int MOST_LINES = 30;

    private final KnownDirectory directory;
    private final RuleBooks books;
    private final ClockRows clocks;
    private final FactRows facts;
    private final GatheredRows gathered;
    private final MessageRows messages;
    private final Naming naming;
    private final Composing composing;
    private final SendingTimes times;
    private final Wakening wakening;
    private final TransactionTemplate transaction;
    private final InstantSource now;
    /** The last day whose lists are known to be made: most of the time nothing needs to be looked up. */
    private final Map<DistrictId, LocalDate> made = new ConcurrentHashMap<>();

    public MakingLists(
            KnownDirectory directory,
            RuleBooks books,
            ClockRows clocks,
            FactRows facts,
            GatheredRows gathered,
            MessageRows messages,
            Naming naming,
            Composing composing,
            SendingTimes times,
            Wakening wakening,
            TransactionTemplate transaction,
            InstantSource now) {
        this.directory = directory;
        this.books = books;
        this.clocks = clocks;
        this.facts = facts;
        this.gathered = gathered;
        this.messages = messages;
        this.naming = naming;
        this.composing = composing;
        this.times = times;
        this.wakening = wakening;
        this.transaction = transaction;
        this.now = now;
    }

    /** Makes what is to be made by now. */
    public void make() {
        Instant at = now.instant().truncatedTo(ChronoUnit.MICROS);
        directory.districts().stream()
                .filter(DirectoryEntry.District::active)
                .map(DirectoryEntry.District::district)
                .forEach(district -> make(district, at));
    }

    private void make(DistrictId district, Instant at) {
        ZonedDateTime local = at.atZone(times.zone(district));
        LocalDate day = local.toLocalDate();
        if (day.equals(made.get(district))) {
            return;
        }
        RuleBook book = books.inForce(district).book();
        ZonedDateTime planned = local.with(book.digestTime());
        if (local.isBefore(planned)) {
            return;
        }
        if (gathered.isMade(district, day)) {
            made.put(district, day);
            return;
        }
        transaction.executeWithoutResult(status -> {
            if (!gathered.begin(district, day, at)
                    || !times.isWorkingDay(district, day)
                    || local.isAfter(planned.plus(LATEST))) {
                return;
            }
            messages.add(composing.messages(lists(district, day), at));
            gathered.send(district, day, at);
            wakening.afterCommit();
        });
    }

    private List<Happening> lists(DistrictId district, LocalDate day) {
        LocalDate next = times.nextWorkingDay(district, day);
        LocalDate weekEnds = day.plusDays(8L - day.getDayOfWeek().getValue());
        List<Due> due = clocks.dueBefore(
                district,
                (weekEnds.isAfter(next) ? weekEnds : next.plusDays(1))
                        .atStartOfDay(times.zone(district))
                        .toInstant());
        Map<TicketId, TicketFacts> tickets =
                facts.find(due.stream().map(Due::ticket).collect(Collectors.toSet()));
        Map<UnitId, List<Due>> byUnit = new LinkedHashMap<>();
        List<Happening> happenings = new ArrayList<>();
        for (Due each : due) {
            TicketFacts ticket = tickets.get(each.ticket());
            if (ticket == null || ticket.imported()) {
                continue;
            }
            LocalDate dueOn = each.due().atZone(times.zone(district)).toLocalDate();
            if (dueOn.isBefore(weekEnds)) {
                byUnit.computeIfAbsent(each.unit(), any -> new ArrayList<>()).add(each);
            }
            if (dueOn.isAfter(day) && !dueOn.isAfter(next)) {
                happenings.add(tomorrow(ticket, each));
            }
        }
        byUnit.forEach((unit, its) -> happenings.add(list(district, day, unit, its, tickets)));
        return happenings;
    }

    private Happening tomorrow(TicketFacts ticket, Due due) {
        return happening(
                "%s/%s/tomorrow/%s".formatted(due.ticket(), due.clock(), due.due()),
                Occasions.DUE_TOMORROW,
                ticket.district(),
                ticket,
                due.unit(),
                naming.of(ticket)
                        .with("unit", naming.unit(due.unit()))
                        .with("stage", due.stage(), due.stageZh())
                        .with("due", naming.time(ticket.district(), due.due())),
                due.due());
    }

    private Happening list(
            DistrictId district, LocalDate day, UnitId unit, List<Due> due, Map<TicketId, TicketFacts> tickets) {
        Set<String> zh = new LinkedHashSet<>();
        Set<String> en = new LinkedHashSet<>();
        due.stream().limit(MOST_LINES).forEach(each -> {
            TicketFacts ticket = tickets.get(each.ticket());
            if (ticket != null) {
                String time = naming.time(district, each.due());
                zh.add("%s %s %s %s".formatted(time, ticket.number(), each.stageZh(), ticket.title()));
                en.add("%s %s %s %s".formatted(time, ticket.number(), each.stage(), ticket.title()));
            }
        });
        if (due.size() > MOST_LINES) {
            zh.add("……另有 %d 项".formatted(due.size() - MOST_LINES));
            en.add("… and %d more".formatted(due.size() - MOST_LINES));
        }
        return happening(
                "list/%s/%s/%s".formatted(district, day, unit),
                Occasions.DIGEST,
                district,
                null,
                unit,
                naming.district(new Values(), district)
                        .with("unit", naming.unit(unit))
                        .with("count", Integer.toString(due.size()))
                        .with("list", String.join("\n", en), String.join("\n", zh)),
                now.instant());
    }

    private static Happening happening(
            String cause,
            String occasion,
            DistrictId district,
            @Nullable TicketFacts ticket,
            UnitId unit,
            Values values,
            Instant at) {
        return new Happening(
                cause, occasion, district, ticket, null, unit, null, null, Set.of(), account -> true, values, null, at);
    }
}
