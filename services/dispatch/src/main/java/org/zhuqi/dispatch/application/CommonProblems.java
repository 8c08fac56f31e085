package org.zhuqi.dispatch.application;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.SubjectKind;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.dispatch.CommonProblemEvent;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketLifecycle;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.dispatch.domain.similar.CommonProblem;
import org.zhuqi.dispatch.domain.similar.CommonProblem.Member;
import org.zhuqi.dispatch.domain.similar.MergePossible;
import org.zhuqi.dispatch.postgres.CommonProblemRows;
import org.zhuqi.dispatch.postgres.TicketFactRows;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.telling.Telling;
import org.zhuqi.platform.web.Problem;

/** Opens common problems, changes and closes them, and asks of their tickets what follows from that. */
public final class CommonProblems {
    /** As many as one event can name. */
    public static final int MOST_TICKETS = 200;

    private final CommonProblemRows problems;
    private final TicketFactRows tickets;
    private final Recording recording;
    private final Changes changes;
    private final InstantSource now;

    public CommonProblems(
            CommonProblemRows problems,
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

    /**
     * @param asked of which tickets it was asked to merge, or to whose enterprises it was told
     * @param left for which it is not possible now, and why
     */
    public record Asked(CommonProblem problem, List<TicketId> asked, List<Left> left) {}

    public record Left(TicketId ticket, Sentence why) {}

    private <T> Attempt<T> changing(Function<Instant, Attempt<T>> change) {
        return changes.make(() -> change.apply(now.instant().truncatedTo(ChronoUnit.MICROS)));
    }

    public Attempt<CommonProblem> open(
            Caller caller, String title, String description, boolean published, Set<TicketId> named) {
        return changing(at -> {
            Map<TicketId, TicketFacts> known = tickets.find(named);
            for (TicketId ticket : named) {
                if (!maySee(caller, known.get(ticket))) {
                    return Attempt.refused(noSuchTicket(ticket));
                }
            }
            CommonProblem problem = new CommonProblem(
                    RequestKeys.id(SubjectKind.COMMON_PROBLEM, caller, null),
                    caller.district(),
                    1,
                    title,
                    description,
                    published,
                    caller.jurisdiction(),
                    at,
                    caller.account(),
                    null,
                    null);
            problems.add(problem);
            for (TicketId ticket : named) {
                Optional<Sentence> refusal = refuse(known.get(ticket));
                if (refusal.isPresent()) {
                    return Attempt.wrongState(refusal.get());
                }
                if (!problems.addTicket(problem.id(), ticket, false, at)) {
                    return elsewhere(known.get(ticket));
                }
            }
            return record(
                    caller,
                    problem,
                    at,
                    new CommonProblemEvent.CommonProblemOpened(title, description, published, List.copyOf(named)));
        });
    }

    /** @param version on which the caller decided */
    public Attempt<CommonProblem> change(
            Caller caller, SubjectId id, long version, String title, String description, boolean published) {
        return changing(at -> locked(
                caller,
                id,
                problem -> problem.version() != version
                        ? Attempt.refused(Refusals.stale(problem.version()))
                        : record(
                                caller,
                                problem.saying(title, description, published),
                                at,
                                new CommonProblemEvent.CommonProblemChanged(title, description, published))));
    }

    public Attempt<CommonProblem> add(Caller caller, SubjectId id, Set<TicketId> named) {
        return changing(at -> locked(caller, id, problem -> {
            Set<TicketId> there = memberIds(problem);
            CommonProblem changed = problem;
            Map<TicketId, TicketFacts> known = tickets.find(named);
            for (TicketId ticket : named) {
                TicketFacts facts = known.get(ticket);
                if (!maySee(caller, facts)) {
                    return Attempt.refused(noSuchTicket(ticket));
                }
                if (there.contains(ticket)) {
                    continue;
                }
                Optional<Sentence> refusal = refuse(facts);
                if (refusal.isPresent()) {
                    return Attempt.wrongState(refusal.get());
                }
                if (there.size() >= MOST_TICKETS) {
                    return full();
                }
                if (!problems.addTicket(id, ticket, false, at)) {
                    return elsewhere(facts);
                }
                there.add(ticket);
                changed = told(caller, changed, at, new CommonProblemEvent.CommonProblemTicketAdded(ticket));
            }
            return Attempt.done(changed);
        }));
    }

    /** What is not in it need not be taken out. */
    public Attempt<CommonProblem> remove(Caller caller, SubjectId id, TicketId ticket) {
        return changing(at -> locked(
                caller,
                id,
                problem -> problems.removeTicket(id, ticket)
                        ? record(caller, problem, at, new CommonProblemEvent.CommonProblemTicketRemoved(ticket))
                        : Attempt.done(problem)));
    }

    /** By the enterprise whose ticket it is. */
    public Attempt<CommonProblem> join(Caller caller, SubjectId id, TicketId ticket) {
        return changing(at -> {
            CommonProblem problem = problems.lock(caller.district(), id)
                    .filter(CommonProblem::published)
                    .orElse(null);
            if (problem == null) {
                return Attempt.refused(Refusals.missing(SubjectKind.COMMON_PROBLEM, id));
            }
            TicketFacts facts = tickets.find(ticket).orElse(null);
            if (facts == null || !maySee(caller, facts)) {
                return Attempt.refused(noSuchTicket(ticket));
            }
            if (!problem.isOpen()) {
                return closed(problem);
            }
            Set<TicketId> there = memberIds(problem);
            if (there.contains(ticket)) {
                return Attempt.done(problem);
            }
            Optional<Sentence> refusal = refuse(facts);
            if (refusal.isPresent()) {
                return Attempt.wrongState(refusal.get());
            }
            if (there.size() >= MOST_TICKETS) {
                return full();
            }
            if (!problems.addTicket(id, ticket, true, at)) {
                return elsewhere(facts);
            }
            return record(caller, problem, at, new CommonProblemEvent.CommonProblemJoined(facts.enterprise(), ticket));
        });
    }

    /** Tells what came of it to the enterprises of all its tickets that are worked on. */
    public Attempt<Asked> close(Caller caller, SubjectId id, String outcome) {
        return changing(at -> locked(caller, id, problem -> {
            List<TicketId> told = new ArrayList<>();
            List<Left> left = new ArrayList<>();
            for (TicketFacts facts : visibleMembers(caller, problem)) {
                if (isKnown(facts.state(), CommandType.RECORD_PROGRESS)) {
                    recording.ask(
                            facts.ticket(),
                            facts.district(),
                            caller.asActor(),
                            "common-problem/%s/closed".formatted(id),
                            at,
                            new TicketCommand.RecordProgress(outcome, false, null));
                    told.add(facts.ticket());
                } else {
                    left.add(new Left(facts.ticket(), notWorkedOn(facts)));
                }
            }
            CommonProblem closed = told(
                    caller,
                    problem.closed(at, outcome),
                    at,
                    new CommonProblemEvent.CommonProblemClosed(outcome, told.isEmpty() ? null : List.copyOf(told)));
            return Attempt.done(new Asked(closed, List.copyOf(told), List.copyOf(left)));
        }));
    }

    /** Asks for all other tickets of it to be merged into one of them. The engine decides for each. */
    public Attempt<Asked> merge(Caller caller, SubjectId id, TicketId into) {
        return changing(at -> locked(caller, id, problem -> {
            List<TicketFacts> members = visibleMembers(caller, problem);
            TicketFacts target = members.stream()
                    .filter(facts -> facts.ticket().equals(into))
                    .findFirst()
                    .orElse(null);
            if (target == null) {
                return Attempt.refused(noSuchTicket(into));
            }
            if (!MergePossible.takesIn(target.state())) {
                return Attempt.wrongState(new Sentence(
                        "Nothing can be merged into ticket %s: it is %s.".formatted(target.number(), target.state()),
                        "诉求单 %s 状态为“%s”，不能并入。"
                                .formatted(target.number(), target.state().zh())));
            }
            List<TicketId> asked = new ArrayList<>();
            List<Left> left = new ArrayList<>();
            for (TicketFacts facts : members) {
                if (facts.ticket().equals(into) || into.equals(facts.mergedInto())) {
                    continue;
                }
                if (!MergePossible.between(facts.state(), target.state())) {
                    left.add(new Left(facts.ticket(), notMergeable(facts)));
                    continue;
                }
                recording.ask(
                        facts.ticket(),
                        facts.district(),
                        caller.asActor(),
                        "common-problem/%s/merge/%s".formatted(id, at),
                        at,
                        new TicketCommand.Merge(into, null));
                asked.add(facts.ticket());
            }
            problems.askedToMerge(id, asked, into, at);
            return Attempt.done(new Asked(problem, List.copyOf(asked), List.copyOf(left)));
        }));
    }

    private <T> Attempt<T> locked(Caller caller, SubjectId id, Function<CommonProblem, Attempt<T>> change) {
        CommonProblem problem = problems.lock(caller.district(), id)
                .filter(known -> known.isWithin(caller.jurisdiction()))
                .orElse(null);
        if (problem == null) {
            return Attempt.refused(Refusals.missing(SubjectKind.COMMON_PROBLEM, id));
        }
        return problem.isOpen() ? change.apply(problem) : closed(problem);
    }

    private Attempt<CommonProblem> record(Caller caller, CommonProblem problem, Instant at, CommonProblemEvent event) {
        return Attempt.done(told(caller, problem, at, event));
    }

    private CommonProblem told(Caller caller, CommonProblem problem, Instant at, CommonProblemEvent event) {
        long version = recording.record(problem.id(), problem.district(), caller.asActor(), at, at, event);
        CommonProblem recorded = problem.at(version);
        problems.save(recorded);
        return recorded;
    }

    private Set<TicketId> memberIds(CommonProblem problem) {
        Set<TicketId> ids = new HashSet<>();
        problems.members(problem.id()).forEach(member -> ids.add(member.ticket()));
        return ids;
    }

    /** In the order in which they came. */
    public List<TicketFacts> visibleMembers(Caller caller, CommonProblem problem) {
        List<TicketId> ids =
                problems.members(problem.id()).stream().map(Member::ticket).toList();
        Map<TicketId, TicketFacts> known = tickets.find(ids);
        return ids.stream()
                .filter(known::containsKey)
                .map(known::get)
                .filter(facts -> maySee(caller, facts))
                .toList();
    }

    private static boolean maySee(Caller caller, @Nullable TicketFacts facts) {
        return facts != null && facts.access().isGrantedTo(caller);
    }

    private static boolean isKnown(TicketState state, CommandType command) {
        return TicketLifecycle.edges(state, command).stream()
                .anyMatch(edge -> edge.who().stream().anyMatch(grant -> grant.role() == Role.COORDINATOR));
    }

    /** What is over has no cause that somebody still looks for. */
    private static Optional<Sentence> refuse(@Nullable TicketFacts facts) {
        if (facts == null || facts.isLive() || facts.state() == TicketState.MERGED) {
            return Optional.empty();
        }
        return Optional.of(new Sentence(
                "Ticket %s cannot be part of a common problem: it is %s.".formatted(facts.number(), facts.state()),
                "诉求单 %s 状态为“%s”，不能纳入共性问题。"
                        .formatted(facts.number(), facts.state().zh())));
    }

    private static <T> Attempt<T> elsewhere(@Nullable TicketFacts facts) {
        String number = facts == null ? "?" : facts.number().text();
        return Attempt.wrongState(new Sentence(
                "Ticket %s is part of another common problem that is open.".formatted(number),
                "诉求单 %s 已纳入另一个未办结的共性问题。".formatted(number)));
    }

    private static <T> Attempt<T> full() {
        return Attempt.wrongState(new Sentence(
                "A common problem has at most %d tickets.".formatted(MOST_TICKETS),
                "一个共性问题最多纳入 %d 件诉求。".formatted(MOST_TICKETS)));
    }

    private static <T> Attempt<T> closed(CommonProblem problem) {
        return Attempt.wrongState(new Sentence(
                "The common problem '%s' is closed.".formatted(problem.title()),
                "共性问题“%s”已办结。".formatted(problem.title())));
    }

    private static Problem noSuchTicket(TicketId ticket) {
        return Problem.of(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "unknown-ticket",
                "There is no ticket %s that you may see.".formatted(ticket),
                "没有您可查看的诉求单 %s。".formatted(ticket));
    }

    private static Sentence notWorkedOn(TicketFacts facts) {
        return new Sentence(
                "Nothing is told to ticket %s: it is %s.".formatted(facts.number(), facts.state()),
                "诉求单 %s 状态为“%s”，未告知。".formatted(facts.number(), facts.state().zh()));
    }

    private static Sentence notMergeable(TicketFacts facts) {
        return new Sentence(
                "Ticket %s cannot be merged now: it is %s.".formatted(facts.number(), facts.state()),
                "诉求单 %s 状态为“%s”，目前不能并单。".formatted(facts.number(), facts.state().zh()));
    }
}
