package org.zhuqi.dispatch.application;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.SubjectKind;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.dispatch.DispatchEvent;
import org.zhuqi.contracts.dispatch.VisitEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.dispatch.domain.Visit;
import org.zhuqi.dispatch.postgres.TicketFactRows;
import org.zhuqi.dispatch.postgres.VisitRows;
import org.zhuqi.platform.calendar.CalendarRules;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.telling.Telling;
import org.zhuqi.platform.web.Problem;

/**
 * 走访登记: visits are written down, put right, joined by those who came along, tied to the tickets that were filed for what
 * was found, and struck out. A visit is counted once however many departments came along, so there is one per enterprise and
 * day.
 */
public final class RecordingVisits {
    /** Before it nobody kept any. */
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);

    private final VisitRows visits;
    private final TicketFactRows tickets;
    private final VisitNames names;
    private final Recording recording;
    private final Changes changes;
    private final InstantSource now;

    public RecordingVisits(
            VisitRows visits,
            TicketFactRows tickets,
            KnownDirectory directory,
            Recording recording,
            Telling telling,
            TransactionTemplate transaction,
            InstantSource now) {
        this.visits = visits;
        this.tickets = tickets;
        this.names = new VisitNames(directory);
        this.recording = recording;
        this.changes = new Changes(transaction, telling);
        this.now = now;
    }

    /**
     * What is written down of a visit.
     *
     * @param tickets null: nothing is said of them
     */
    public record Report(
            EnterpriseId enterprise,
            LocalDate visitedOn,
            List<AccountId> officers,
            List<UnitId> units,
            @Nullable String purpose,
            @Nullable String findings,
            @Nullable List<TicketId> tickets) {}

    /** @param key the Idempotency-Key; with the same one the same visit is answered again */
    public Attempt<Visit> record(Report report, @Nullable String key, Caller caller, FieldFaults faults) {
        Instant at = at();
        List<AccountId> officers = withCaller(report.officers(), caller);
        Optional<DirectoryEntry.Enterprise> enterprise = names.enterprise(report.enterprise(), caller, faults);
        checkWhoCame(officers, report.units(), caller, faults);
        checkTickets(given(report), report.enterprise(), caller, faults);
        if (report.visitedOn().isAfter(LocalDate.ofInstant(at, CalendarRules.CHINA))) {
            faults.unknown("visitedOn", "A visit is written down when it was made.", "走访日期不能晚于今天。");
        } else if (report.visitedOn().isBefore(EARLIEST)) {
            faults.unknown("visitedOn", "This is before %s.".formatted(EARLIEST), "走访日期不能早于 %s。".formatted(EARLIEST));
        }
        Optional<Problem> problem = faults.problem();
        if (problem.isPresent()) {
            return Attempt.refused(problem.get());
        }
        Visit visit = new Visit(
                RequestKeys.id(SubjectKind.VISIT, caller, key),
                1,
                caller.district(),
                report.enterprise(),
                report.visitedOn(),
                officers,
                report.units(),
                report.purpose(),
                report.findings(),
                given(report),
                enterprise.map(DirectoryEntry.Enterprise::chain).orElse(null),
                enterprise.map(DirectoryEntry.Enterprise::place).orElse(null),
                caller.account(),
                at,
                null);
        return changes.make(() -> add(visit, RequestKeys.fingerprint(report), caller, at));
    }

    private Attempt<Visit> add(Visit visit, String request, Caller caller, Instant at) {
        visits.holdDay(visit.district(), visit.enterprise(), visit.visitedOn());
        Visit linked = visit.linkedTo(filedFor(visit));
        if (visits.add(linked, request)) {
            recorded(linked, linked.told(), caller, at);
            return Attempt.done(linked);
        }
        Optional<Visit> before = visits.find(visit.district(), visit.id());
        if (before.isPresent()) {
            return visits.request(visit.id()).equals(Optional.of(request))
                    ? Attempt.done(before.get())
                    : Attempt.refused(Refusals.keyReused());
        }
        return visits.find(visit.district(), visit.enterprise(), visit.visitedOn())
                .map(there -> Attempt.<Visit>refused(thereIsOne(there)))
                .orElseGet(() -> Attempt.refused(Refusals.keyReused()));
    }

    private static Problem thereIsOne(Visit there) {
        return Problem.of(
                        HttpStatus.CONFLICT,
                        "visit-exists",
                        "The visit to this enterprise on %s is written down already, and it counts once. If you came along, join it: POST /api/v1/visits/%s/join."
                                .formatted(there.visitedOn(), there.id()),
                        "该企业 %s 的走访已登记，同一企业同一天只计一次。如您一同参加，请加入该次走访：POST /api/v1/visits/%s/join。"
                                .formatted(there.visitedOn(), there.id()))
                .with("visit", there.id())
                .with("join", "/api/v1/visits/%s/join".formatted(there.id()));
    }

    /** What may be put right; the enterprise and the day may not, they say which visit it is. */
    public Attempt<Visit> change(SubjectId id, Report report, long expected, Caller caller, FieldFaults faults) {
        return changing(id, caller, true, visit -> {
            if (visit.version() != expected) {
                return Attempt.refused(Refusals.stale(visit.version()));
            }
            if (!report.enterprise().equals(visit.enterprise())) {
                fixed("enterprise", faults);
            }
            if (!report.visitedOn().equals(visit.visitedOn())) {
                fixed("visitedOn", faults);
            }
            checkWhoCame(report.officers(), report.units(), caller, faults);
            checkTickets(given(report), visit.enterprise(), caller, faults);
            Optional<Problem> problem = faults.problem();
            if (problem.isPresent()) {
                return Attempt.refused(problem.get());
            }
            Visit changed = visit.rewritten(report.officers(), report.units(), report.purpose(), report.findings());
            if (report.tickets() == null) {
                return saved(visit, changed.linkedTo(filedFor(changed)), caller);
            }
            // Who may not see a ticket that is linked cannot have meant to take it off.
            Visit relinked = changed.tiedTo(report.tickets()).linkedTo(hiddenFrom(caller, visit.tickets()));
            return relinked.tickets().size() > Visit.MOST ? Attempt.refused(tooMany()) : saved(visit, relinked, caller);
        });
    }

    private List<TicketId> hiddenFrom(Caller caller, List<TicketId> linked) {
        Map<TicketId, TicketFacts> known = tickets.find(linked);
        return linked.stream()
                .filter(it -> !Optional.ofNullable(known.get(it))
                        .map(facts -> facts.access().isGrantedTo(caller))
                        .orElse(false))
                .toList();
    }

    private static List<TicketId> given(Report report) {
        return report.tickets() == null ? List.of() : report.tickets();
    }

    private static void fixed(String field, FieldFaults faults) {
        faults.unknown(
                field,
                "This says which visit it is and is not changed: strike it out and write down the right one.",
                "企业和日期不可修改，请作废后重新登记。");
    }

    /** Who came along, too: the officer who asks, and whomever is named. Who is there already changes nothing. */
    public Attempt<Visit> join(
            SubjectId id, List<AccountId> officers, List<UnitId> units, Caller caller, FieldFaults faults) {
        List<AccountId> more = withCaller(officers, caller);
        if (more.isEmpty() && units.isEmpty()) {
            faults.wrong("units", "Say which unit or officer came along.", "请指明一同参加的单位或助企员。");
        }
        names.officers(more, caller, faults);
        names.units(units, caller, faults);
        Optional<Problem> problem = faults.problem();
        if (problem.isPresent()) {
            return Attempt.refused(problem.get());
        }
        return changing(id, caller, false, visit -> {
            Visit joined = visit.joinedBy(more, units);
            if (joined.officers().size() > Visit.MOST || joined.units().size() > Visit.MOST) {
                return Attempt.refused(tooMany());
            }
            return saved(visit, joined.linkedTo(filedFor(joined)), caller);
        });
    }

    /** Tickets that were filed for what was found. */
    public Attempt<Visit> link(SubjectId id, List<TicketId> filed, Caller caller, FieldFaults faults) {
        if (filed.isEmpty()) {
            faults.wrong("tickets", "Name at least one ticket.", "请至少指明一个诉求单。");
        }
        return changing(id, caller, true, visit -> {
            checkTickets(filed, visit.enterprise(), caller, faults);
            Optional<Problem> problem = faults.problem();
            if (problem.isPresent()) {
                return Attempt.refused(problem.get());
            }
            Visit linked = visit.linkedTo(filed);
            return linked.tickets().size() > Visit.MOST ? Attempt.refused(tooMany()) : saved(visit, linked, caller);
        });
    }

    /** It is kept, but no longer counted, and another one may be written down in its place. */
    public Attempt<Visit> strikeOut(SubjectId id, String reason, @Nullable Long expected, Caller caller) {
        return changes.make(() -> {
            Visit visit = visits.lock(caller.district(), id)
                    .filter(it -> it.isShownTo(caller))
                    .orElse(null);
            if (visit == null) {
                return Attempt.refused(Refusals.missing(SubjectKind.VISIT, id));
            }
            if (!visit.isKeptBy(caller)) {
                return Attempt.refused(notYours());
            }
            Visit.StruckOut before = visit.struckOut();
            if (before != null) {
                return before.by().equals(caller.account()) && before.reason().equals(reason)
                        ? Attempt.done(visit)
                        : Attempt.refused(struckOut(before));
            }
            if (expected != null && visit.version() != expected) {
                return Attempt.refused(Refusals.stale(visit.version()));
            }
            Instant at = at();
            Visit gone = visit.struckOut(new Visit.StruckOut(reason, caller.account(), at));
            return Attempt.done(save(gone, new VisitEvent.VisitStruckOut(reason), caller, at));
        });
    }

    /** @param mayKeep whether only those may who came along, and the coordinator */
    private Attempt<Visit> changing(
            SubjectId id, Caller caller, boolean mayKeep, Function<Visit, Attempt<Visit>> change) {
        return changes.make(() -> {
            Visit shown = visits.find(caller.district(), id)
                    .filter(it -> it.isShownTo(caller))
                    .orElse(null);
            if (shown == null) {
                return Attempt.refused(Refusals.missing(SubjectKind.VISIT, id));
            }
            visits.holdDay(shown.district(), shown.enterprise(), shown.visitedOn());
            Visit visit = visits.lock(caller.district(), id).orElseThrow();
            if (mayKeep && !visit.isKeptBy(caller)) {
                return Attempt.refused(notYours());
            }
            Visit.StruckOut mistake = visit.struckOut();
            return mistake == null ? change.apply(visit) : Attempt.refused(struckOut(mistake));
        });
    }

    private Attempt<Visit> saved(Visit before, Visit after, Caller caller) {
        if (after.equals(before)) {
            return Attempt.done(before);
        }
        return Attempt.done(save(after, after.told(), caller, at()));
    }

    private Visit save(Visit visit, DispatchEvent event, Caller caller, Instant at) {
        Visit saved = visit.atVersion(recorded(visit, event, caller, at));
        visits.save(saved);
        return saved;
    }

    private long recorded(Visit visit, DispatchEvent event, Caller caller, Instant at) {
        return recording.record(visit.id(), visit.district(), caller.asActor(), at, at, event);
    }

    /** What the officers filed on that day before the visit was written down, as far as it finds room. */
    private List<TicketId> filedFor(Visit visit) {
        List<TicketId> filed = visits.filedBy(
                visit.officers(),
                visit.district(),
                visit.enterprise(),
                visit.visitedOn().atStartOfDay(CalendarRules.CHINA).toInstant(),
                visit.visitedOn().plusDays(1).atStartOfDay(CalendarRules.CHINA).toInstant());
        return filed.stream()
                .filter(ticket -> !visit.tickets().contains(ticket))
                .limit(Visit.MOST - visit.tickets().size())
                .toList();
    }

    private void checkTickets(List<TicketId> filed, EnterpriseId enterprise, Caller caller, FieldFaults faults) {
        if (filed.isEmpty()) {
            return;
        }
        Map<TicketId, TicketFacts> known = tickets.find(filed);
        for (int i = 0; i < filed.size(); i++) {
            TicketFacts ticket = known.get(filed.get(i));
            if (ticket == null || !ticket.access().isGrantedTo(caller)) {
                faults.unknown(
                        "tickets/" + i,
                        "There is no ticket %s that you may see. One that was just filed takes a moment."
                                .formatted(filed.get(i)),
                        "没有您可查看的诉求单 %s；刚提交的请稍后再试。".formatted(filed.get(i)));
            } else if (!ticket.enterprise().equals(enterprise)) {
                faults.unknown(
                        "tickets/" + i,
                        "The ticket %s is of another enterprise than the one visited.".formatted(ticket.number()),
                        "诉求单 %s 不属于所走访的企业。".formatted(ticket.number()));
            }
        }
    }

    private void checkWhoCame(List<AccountId> officers, List<UnitId> units, Caller caller, FieldFaults faults) {
        if (officers.isEmpty()) {
            faults.wrong("officers", "Name at least one officer who was there.", "请至少填写一名参加走访的助企员。");
        } else if (officers.size() > Visit.MOST) {
            faults.wrong("officers", "At most %d entries.".formatted(Visit.MOST), "最多 %d 项。".formatted(Visit.MOST));
        }
        names.officers(officers, caller, faults);
        names.units(units, caller, faults);
    }

    /** An officer writes down what he was at himself. */
    private static List<AccountId> withCaller(List<AccountId> officers, Caller caller) {
        if (caller.role() != Role.OFFICER || officers.contains(caller.account())) {
            return officers;
        }
        List<AccountId> more = new ArrayList<>(officers);
        more.add(caller.account());
        return List.copyOf(more);
    }

    private static Problem notYours() {
        return Refusals.notYours(
                "Only who came along and the coordinator may change a visit. If you came along, join it first.",
                "只有参加走访的助企员和派单员可以修改。如您一同参加，请先加入该次走访。");
    }

    private static Problem struckOut(Visit.StruckOut mistake) {
        return Problem.of(
                HttpStatus.CONFLICT,
                "struck-out",
                "This visit was struck out on %s: %s"
                        .formatted(LocalDate.ofInstant(mistake.at(), CalendarRules.CHINA), mistake.reason()),
                "该走访已于 %s 作废：%s".formatted(LocalDate.ofInstant(mistake.at(), CalendarRules.CHINA), mistake.reason()));
    }

    private static Problem tooMany() {
        return Problem.of(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "too-many",
                "A visit has at most %d officers, units and tickets each.".formatted(Visit.MOST),
                "一次走访的助企员、单位和诉求单各不超过 %d 个。".formatted(Visit.MOST));
    }

    private Instant at() {
        return now.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
