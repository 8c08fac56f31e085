package org.zhuqi.dispatch.application;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
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
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.dispatch.CommonProblemEvent;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketLifecycle;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.dispatch.application.ProblemOutcome.Left;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.dispatch.domain.similar.CommonProblem;
import org.zhuqi.dispatch.domain.similar.CommonProblem.Member;
import org.zhuqi.dispatch.domain.similar.MergePossible;
import org.zhuqi.dispatch.postgres.CommonProblemRows;
import org.zhuqi.dispatch.postgres.TicketFactRows;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.telling.Telling;

/** Opens common problems, changes and closes them, and asks of their tickets what follows from that. */
public final class CommonProblems {
    /** As many as one event can name. */
    public static final int MOST_TICKETS = 200;

    private static final TimeBasedEpochGenerator BY_TIME = Generators.timeBasedEpochGenerator();

    private final CommonProblemRows problems;
    private final TicketFactRows tickets;
    private final Recording recording;
    private final Telling telling;
    private final TransactionTemplate transaction;
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
        this.telling = telling;
        this.transaction = transaction;
        this.now = now;
    }

    private ProblemOutcome changing(Function<Instant, ProblemOutcome> change) {
        Instant at = now.instant().truncatedTo(ChronoUnit.MICROS);
        ProblemOutcome outcome = transaction.execute(status -> {
            ProblemOutcome done = change.apply(at);
            if (!(done instanceof ProblemOutcome.Done || done instanceof ProblemOutcome.Asked)) {
                status.setRollbackOnly();
            }
            return done;
        });
        telling.wake();
        return outcome == null ? new ProblemOutcome.Unknown() : outcome;
    }

    public ProblemOutcome open(
            Caller caller, String title, String description, boolean published, Set<TicketId> named) {
        return changing(at -> {
            Map<TicketId, TicketFacts> known = tickets.find(named);
            for (TicketId ticket : named) {
                if (!maySee(caller, known.get(ticket))) {
                    return new ProblemOutcome.NoSuchTicket(ticket.text());
                }
            }
            CommonProblem problem = new CommonProblem(
                    new SubjectId(BY_TIME.generate()),
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
                Optional<ProblemOutcome> refusal = refuse(known.get(ticket));
                if (refusal.isPresent()) {
                    return refusal.get();
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
    public ProblemOutcome change(
            Caller caller, SubjectId id, long version, String title, String description, boolean published) {
        return changing(at -> locked(
                caller,
                id,
                problem -> problem.version() != version
                        ? new ProblemOutcome.Stale(problem.version())
                        : record(
                                caller,
                                problem.saying(title, description, published),
                                at,
                                new CommonProblemEvent.CommonProblemChanged(title, description, published))));
    }

    public ProblemOutcome add(Caller caller, SubjectId id, Set<TicketId> named) {
        return changing(at -> locked(caller, id, problem -> {
            Set<TicketId> there = memberIds(problem);
            CommonProblem changed = problem;
            Map<TicketId, TicketFacts> known = tickets.find(named);
            for (TicketId ticket : named) {
                TicketFacts facts = known.get(ticket);
                if (!maySee(caller, facts)) {
                    return new ProblemOutcome.NoSuchTicket(ticket.text());
                }
                if (there.contains(ticket)) {
                    continue;
                }
                Optional<ProblemOutcome> refusal = refuse(facts);
                if (refusal.isPresent()) {
                    return refusal.get();
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
            return new ProblemOutcome.Done(changed);
        }));
    }

    /** What is not in it need not be taken out. */
    public ProblemOutcome remove(Caller caller, SubjectId id, TicketId ticket) {
        return changing(at -> locked(
                caller,
                id,
                problem -> problems.removeTicket(id, ticket)
                        ? record(caller, problem, at, new CommonProblemEvent.CommonProblemTicketRemoved(ticket))
                        : new ProblemOutcome.Done(problem)));
    }

    /** By the enterprise whose ticket it is. */
    public ProblemOutcome join(Caller caller, SubjectId id, TicketId ticket) {
        return changing(at -> {
            CommonProblem problem = problems.lock(caller.district(), id)
                    .filter(CommonProblem::published)
                    .orElse(null);
            if (problem == null) {
                return new ProblemOutcome.Unknown();
            }
            TicketFacts facts = tickets.find(ticket).orElse(null);
            if (facts == null || !maySee(caller, facts)) {
                return new ProblemOutcome.NoSuchTicket(ticket.text());
            }
            if (!problem.isOpen()) {
                return closed(problem);
            }
            Set<TicketId> there = memberIds(problem);
            if (there.contains(ticket)) {
                return new ProblemOutcome.Done(problem);
            }
            Optional<ProblemOutcome> refusal = refuse(facts);
            if (refusal.isPresent()) {
                return refusal.get();
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
    public ProblemOutcome close(Caller caller, SubjectId id, String outcome) {
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
            return new ProblemOutcome.Asked(closed, List.copyOf(told), List.copyOf(left));
        }));
    }

    /** Asks for all other tickets of it to be merged into one of them. The engine decides for each. */
    public ProblemOutcome merge(Caller caller, SubjectId id, TicketId into) {
        return changing(at -> locked(caller, id, problem -> {
            List<TicketFacts> members = visibleMembers(caller, problem);
            TicketFacts target = members.stream()
                    .filter(facts -> facts.ticket().equals(into))
                    .findFirst()
                    .orElse(null);
            if (target == null) {
                return new ProblemOutcome.NoSuchTicket(into.text());
            }
            if (!MergePossible.takesIn(target.state())) {
                return new ProblemOutcome.Refused(new Sentence(
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
            return new ProblemOutcome.Asked(problem, List.copyOf(asked), List.copyOf(left));
        }));
    }

    private ProblemOutcome locked(Caller caller, SubjectId id, Function<CommonProblem, ProblemOutcome> change) {
        CommonProblem problem = problems.lock(caller.district(), id)
                .filter(known -> known.isWithin(caller.jurisdiction()))
                .orElse(null);
        if (problem == null) {
            return new ProblemOutcome.Unknown();
        }
        return problem.isOpen() ? change.apply(problem) : closed(problem);
    }

    private ProblemOutcome record(Caller caller, CommonProblem problem, Instant at, CommonProblemEvent event) {
        return new ProblemOutcome.Done(told(caller, problem, at, event));
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
    private static Optional<ProblemOutcome> refuse(@Nullable TicketFacts facts) {
        if (facts == null || facts.isLive() || facts.state() == TicketState.MERGED) {
            return Optional.empty();
        }
        return Optional.of(new ProblemOutcome.Refused(new Sentence(
                "Ticket %s cannot be part of a common problem: it is %s.".formatted(facts.number(), facts.state()),
                "诉求单 %s 状态为“%s”，不能纳入共性问题。"
                        .formatted(facts.number(), facts.state().zh()))));
    }

    private static ProblemOutcome elsewhere(@Nullable TicketFacts facts) {
        String number = facts == null ? "?" : facts.number().text();
        return new ProblemOutcome.Refused(new Sentence(
                "Ticket %s is part of another common problem that is open.".formatted(number),
                "诉求单 %s 已纳入另一个未办结的共性问题。".formatted(number)));
    }

    private static ProblemOutcome full() {
        return new ProblemOutcome.Refused(new Sentence(
                "A common problem has at most %d tickets.".formatted(MOST_TICKETS),
                "一个共性问题最多纳入 %d 件诉求。".formatted(MOST_TICKETS)));
    }

    private static ProblemOutcome closed(CommonProblem problem) {
        return new ProblemOutcome.Refused(new Sentence(
                "The common problem '%s' is closed.".formatted(problem.title()),
                "共性问题“%s”已办结。".formatted(problem.title())));
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
