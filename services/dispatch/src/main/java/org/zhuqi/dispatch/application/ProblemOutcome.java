package org.zhuqi.dispatch.application;

import java.util.List;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.dispatch.domain.similar.CommonProblem;

/** What became of a change to a common problem. */
public sealed interface ProblemOutcome {

    record Done(CommonProblem problem) implements ProblemOutcome {}

    /** There is none that the caller may see. */
    record Unknown() implements ProblemOutcome {}

    /** @param version that it has now */
    record Stale(long version) implements ProblemOutcome {}

    /** Its state does not allow it. */
    record Refused(Sentence why) implements ProblemOutcome {}

    /** It names a ticket that is none, as far as the caller can tell. */
    record NoSuchTicket(String ticket) implements ProblemOutcome {}

    /**
     * @param asked of which tickets it was asked to merge, or to whose enterprises it was told
     * @param left for which it is not possible now, and why
     */
    record Asked(CommonProblem problem, List<TicketId> asked, List<Left> left) implements ProblemOutcome {}

    record Left(TicketId ticket, Sentence why) {}
}
