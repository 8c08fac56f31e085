package org.zhuqi.dispatch.application;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.RemovalGround;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.SubjectKind;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.dispatch.HardProblemEvent;
import org.zhuqi.contracts.dispatch.HardProblemSheet;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.dispatch.domain.Deed;
import org.zhuqi.dispatch.domain.HardProblem;
import org.zhuqi.dispatch.domain.Hindrance;
import org.zhuqi.dispatch.domain.Step;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.dispatch.postgres.HardProblemRows;
import org.zhuqi.dispatch.postgres.TicketFactRows;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.telling.Telling;

/**
 * The district's list of hard problems: what comes onto it, by hand or because a ticket was marked hard, and how it leaves it.
 * Whoever puts something onto the list, or back, holds the lock of the list, so that no round ends meanwhile.
 */
public final class ListingHardProblems implements Following.Companion {
    private final HardProblemRows problems;
    private final TicketFactRows tickets;
    private final Recording recording;
    private final Changes changes;
    private final InstantSource now;

    public ListingHardProblems(
            HardProblemRows problems,
            TicketFactRows tickets,
            Recording recording,
            Telling telling,
            TransactionTemplate transaction,
            InstantSource now) {
        this.problems = problems;
        this.tickets = tickets;
        this.recording = recording;
        this.changes = new Changes(transaction, telling);
        this.now = now;
    }

    /** @param fingerprint of the request, so that the same one is known again */
    public Attempt<HardProblem> list(
            Caller caller, SubjectId id, String fingerprint, HardProblemSheet sheet, Deed deed) {
        if (!caller.jurisdiction().covers(sheet.chain(), sheet.place())) {
            return Attempt.refused(beyondYours());
        }
        return changes.make(() -> {
            problems.lockList(caller.district());
            Optional<HardProblemRows.Known> known = problems.find(id);
            if (known.isPresent()) {
                return known.get().fingerprint().equals(fingerprint)
                        ? Attempt.done(known.get().problem())
                        : Attempt.refused(Refusals.keyReused());
            }
            List<Hindrance> taken = taken(id, sheet.tickets());
            if (!taken.isEmpty()) {
                return Attempt.refused(taken);
            }
            HardProblem problem = HardProblem.listed(id, caller.district(), sheet, deed);
            problems.add(problem, fingerprint);
            record(problem, new HardProblemEvent.HardProblemListed(sheet), deed);
            mark(problem, sheet.tickets(), deed);
            return Attempt.done(problem);
        });
    }

    public Attempt<HardProblem> change(Caller caller, SubjectId id, long version, HardProblemSheet sheet, Deed deed) {
        if (!caller.jurisdiction().covers(sheet.chain(), sheet.place())) {
            return Attempt.refused(beyondYours());
        }
        return write(caller, id, version, before -> {
            List<Hindrance> faults = new ArrayList<>();
            before.whyNotOnTheList().ifPresent(faults::add);
            faults.addAll(taken(id, sheet.tickets()));
            if (!faults.isEmpty()) {
                return Attempt.refused(faults);
            }
            HardProblem after = apply(before, new HardProblemEvent.HardProblemChanged(sheet), deed);
            mark(
                    after,
                    sheet.tickets().stream()
                            .filter(ticket -> !before.sheet().tickets().contains(ticket))
                            .toList(),
                    deed);
            return Attempt.done(after);
        });
    }

    public Attempt<HardProblem> writeOff(
            Caller caller, SubjectId id, long version, HardProblemEvent.HardProblemWrittenOff event, Deed deed) {
        return write(
                caller,
                id,
                version,
                before -> unless(
                        before.whyNotWrittenOff(
                                tickets.find(before.sheet().tickets()).values(), event.despite()),
                        before,
                        event,
                        deed));
    }

    public Attempt<HardProblem> relist(Caller caller, SubjectId id, long version, String reason, Deed deed) {
        return write(
                caller,
                id,
                version,
                before -> unless(
                        before.whyNotRelisted()
                                .or(() -> taken(id, before.sheet().tickets()).stream()
                                        .findFirst()),
                        before,
                        new HardProblemEvent.HardProblemRelisted(reason),
                        deed));
    }

    public Attempt<HardProblem> remove(
            Caller caller,
            SubjectId id,
            long version,
            RemovalGround ground,
            AccountId approver,
            String reason,
            Deed deed) {
        return write(
                caller,
                id,
                version,
                before -> unless(
                        before.whyNotOnTheList(),
                        before,
                        new HardProblemEvent.HardProblemRemoved(ground, approver, reason),
                        deed));
    }

    private Attempt<HardProblem> unless(
            Optional<Hindrance> why, HardProblem before, HardProblemEvent event, Deed deed) {
        return why.<Attempt<HardProblem>>map(Attempt::refused)
                .orElseGet(() -> Attempt.done(apply(before, event, deed)));
    }

    private Attempt<HardProblem> write(
            Caller caller, SubjectId id, long version, Function<HardProblem, Attempt<HardProblem>> writing) {
        return changes.make(() -> {
            if (!problems.isShownTo(caller, id)) {
                return Attempt.refused(Refusals.missing(SubjectKind.HARD_PROBLEM, id));
            }
            problems.lockList(caller.district());
            HardProblem before = problems.lock(id).orElse(null);
            if (before == null) {
                return Attempt.refused(Refusals.missing(SubjectKind.HARD_PROBLEM, id));
            }
            return version == before.version()
                    ? writing.apply(before)
                    : Attempt.refused(Refusals.stale(before.version()));
        });
    }

    private static Hindrance beyondYours() {
        return Hindrance.rule("chain", "You list problems of your own chain or place only.", "只能列入您负责的产业链或镇街园区的问题。");
    }

    /** A ticket waits for one hard problem on the list at a time. */
    private List<Hindrance> taken(SubjectId id, List<TicketId> asked) {
        List<Hindrance> taken = new ArrayList<>();
        Map<TicketId, HardProblem> elsewhere = problems.onTheListWith(asked, id);
        for (int i = 0; i < asked.size(); i++) {
            HardProblem other = elsewhere.get(asked.get(i));
            if (other != null) {
                taken.add(new Hindrance(
                        Hindrance.Nature.STATE,
                        "tickets/" + i,
                        new Sentence(
                                "The ticket belongs to the hard problem '%s' (%s) already."
                                        .formatted(other.sheet().title(), other.id()),
                                "该诉求单已属于重难点问题“%s”（%s）。".formatted(other.sheet().title(), other.id()))));
            }
        }
        return taken;
    }

    private HardProblem apply(HardProblem before, HardProblemEvent event, Deed deed) {
        record(before, event, deed);
        HardProblem after = before.after(event, deed);
        problems.save(after);
        return after;
    }

    private void record(HardProblem problem, HardProblemEvent event, Deed deed) {
        recording.record(problem.id(), problem.district(), deed.by(), deed.occurredAt(), deed.at(), event);
    }

    /** The history of a ticket that is brought in says by itself whether it was hard. */
    private void mark(HardProblem problem, Collection<TicketId> named, Deed deed) {
        if (deed.by().role() == Role.IMPORTER) {
            return;
        }
        for (TicketFacts ticket : tickets.find(named).values()) {
            if (ticket.state() == TicketState.IN_PROGRESS && !ticket.hard()) {
                recording.ask(
                        ticket.ticket(),
                        problem.district(),
                        deed.by(),
                        "hard-problem/" + problem.id(),
                        deed.at(),
                        new TicketCommand.MarkHard(problem.sheet().difficulty()));
            }
        }
    }

    // -- by itself --------------------------------------------------------------------------------------------------

    @Override
    public void counted(List<Step> steps) {
        List<Step> marked = steps.stream()
                .filter(step -> step.message().event() instanceof TicketEvent.MarkedHard)
                .toList();
        // In the order of the districts, so that two that count at once never wait for each other.
        marked.stream()
                .map(step -> step.after().district())
                .distinct()
                .sorted(ListingHardProblems::order)
                .forEach(problems::lockList);
        for (Step step : marked) {
            if (step.message().event() instanceof TicketEvent.MarkedHard event) {
                listByItself(step, event);
            }
        }
    }

    private static int order(DistrictId one, DistrictId other) {
        return one.text().compareTo(other.text());
    }

    private void listByItself(Step step, TicketEvent.MarkedHard event) {
        TicketFacts ticket = step.after();
        if (problems.isAnywhere(ticket.ticket())) {
            return;
        }
        Instant at = now.instant().truncatedTo(ChronoUnit.MICROS);
        Deed deed = new Deed(step.message().actor(), step.message().occurredAt(), at);
        HardProblemSheet sheet = new HardProblemSheet(
                ticket.title(),
                event.reason(),
                List.of(ticket.ticket()),
                List.of(ticket.enterprise()),
                null,
                ticket.lead(),
                null,
                ticket.escalation(),
                ticket.chain(),
                ticket.place());
        HardProblem problem = HardProblem.listed(ofTicket(ticket.ticket()), ticket.district(), sheet, deed);
        problems.add(problem, "");
        record(problem, new HardProblemEvent.HardProblemListed(sheet), deed);
    }

    /** The same however often it is counted in. */
    private static SubjectId ofTicket(TicketId ticket) {
        return new SubjectId(UUID.nameUUIDFromBytes(("hard-problem/" + ticket).getBytes(StandardCharsets.UTF_8)));
    }
}
