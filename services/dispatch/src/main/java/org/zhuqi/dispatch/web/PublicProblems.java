package org.zhuqi.dispatch.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.dispatch.domain.similar.CommonProblem;
import org.zhuqi.dispatch.domain.similar.CommonProblem.Member;
import org.zhuqi.dispatch.postgres.CommonProblemRows;
import org.zhuqi.dispatch.postgres.TicketFactRows;
import org.zhuqi.dispatch.web.ProblemDocuments.PublicDocument;
import org.zhuqi.platform.security.Caller;

/** Common problems as enterprises see them: no other enterprise's name, number or words. */
final class PublicProblems {
    private final CommonProblemRows problems;
    private final TicketFactRows tickets;

    PublicProblems(CommonProblemRows problems, TicketFactRows tickets) {
        this.problems = problems;
        this.tickets = tickets;
    }

    List<PublicDocument> of(Caller caller, List<CommonProblem> published) {
        Map<SubjectId, List<TicketId>> members = new HashMap<>();
        published.forEach(problem -> members.put(
                problem.id(),
                problems.members(problem.id()).stream().map(Member::ticket).toList()));
        Map<TicketId, TicketFacts> known =
                tickets.find(members.values().stream().flatMap(List::stream).toList());
        return published.stream()
                .map(problem -> {
                    List<TicketId> all = members.getOrDefault(problem.id(), List.of());
                    return new PublicDocument(
                            problem.id(),
                            problem.title(),
                            problem.description(),
                            all.size(),
                            all.stream()
                                    .filter(ticket -> isOwn(caller, known.get(ticket)))
                                    .toList());
                })
                .toList();
    }

    private static boolean isOwn(Caller caller, @Nullable TicketFacts facts) {
        return facts != null
                && (caller.role() == Role.ENTERPRISE || caller.role() == Role.OFFICER)
                && facts.access().isGrantedTo(caller);
    }
}
