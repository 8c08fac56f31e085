package org.zhuqi.dispatch.application.routing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.dispatch.domain.routing.Experience;
import org.zhuqi.dispatch.domain.routing.Matter;
import org.zhuqi.dispatch.domain.routing.MemoryEvidence;
import org.zhuqi.dispatch.domain.routing.Replay;
import org.zhuqi.dispatch.domain.routing.RoutingRule;
import org.zhuqi.dispatch.postgres.routing.RoutingFigures;

/** What other rules would have suggested for a past period, gone through again in the order of time. */
public final class TryingRules {
    /** Tickets that one run goes through; a longer period is told to be too long. */
    public static final int MOST = 10_000;

    private static final int EXAMPLES = 50;
    private static final int TOP = 3;
    private static final int OLD = 0;
    private static final int NEW = 1;

    private final Suggesting suggesting;
    private final Rulebook rulebook;
    private final RoutingFigures figures;

    public TryingRules(Suggesting suggesting, Rulebook rulebook, RoutingFigures figures) {
        this.suggesting = suggesting;
        this.rulebook = rulebook;
        this.figures = figures;
    }

    /**
     * How good the first suggestions were.
     *
     * @param hits that named the unit which solved it in the end
     * @param amongThree that had it among the first three
     * @param share hits of all solved tickets, 0 to 1; null if there are none
     */
    public record Rate(long hits, long amongThree, @Nullable Double share) {}

    /** A ticket for which the first suggestion is another one. */
    public record Changed(
            TicketNumber number,
            @Nullable UnitId was,
            @Nullable UnitId wouldBe,
            @Nullable UnitId solvedBy) {}

    /**
     * @param tickets of the period that taught something
     * @param solved of these, solved by somebody: the rates are of them
     * @param changed how many first suggestions are other ones
     * @param examples some of them, the earliest first
     */
    public record Result(long tickets, long solved, long changed, Rate before, Rate after, List<Changed> examples) {}

    /** @return empty if the period has more than {@value #MOST} tickets */
    public Optional<Result> run(DistrictId district, Instant from, Instant to, List<RoutingRule> rules) {
        List<TicketFacts> tickets = figures.taught(district, from, to, MOST + 1);
        if (tickets.size() > MOST) {
            return Optional.empty();
        }
        Replay replay = new Replay(
                new MemoryEvidence(MOST),
                List.of(
                        suggesting.ranking(district, rulebook.rules(district).content(), experience -> true),
                        suggesting.ranking(district, rules, experience -> true)));
        List<Replay.Suggested> suggested =
                replay.run(pasts(figures.taughtBefore(district, from, MOST)), pasts(tickets));
        List<Changed> changed = suggested.stream()
                .filter(each -> !Objects.equals(each.first(OLD), each.first(NEW)))
                .map(each -> new Changed(
                        each.past().taught().number(),
                        each.first(OLD),
                        each.first(NEW),
                        each.past().taught().solver()))
                .toList();
        List<Replay.Suggested> solved = suggested.stream()
                .filter(each -> each.past().taught().solver() != null)
                .toList();
        return Optional.of(new Result(
                suggested.size(),
                solved.size(),
                changed.size(),
                rate(solved, OLD),
                rate(solved, NEW),
                changed.stream().limit(EXAMPLES).toList()));
    }

    private static Rate rate(List<Replay.Suggested> solved, int variant) {
        long hits = solved.stream().filter(each -> each.hits(variant, 1)).count();
        long among = solved.stream().filter(each -> each.hits(variant, TOP)).count();
        return new Rate(hits, among, solved.isEmpty() ? null : (double) hits / solved.size());
    }

    private List<Replay.Past> pasts(List<TicketFacts> tickets) {
        List<Replay.Past> pasts = new ArrayList<>();
        for (TicketFacts facts : tickets) {
            Matter matter = suggesting.matter(facts);
            Experience.of(facts)
                    .ifPresent(taught -> pasts.add(new Replay.Past(
                            facts.ticket(),
                            matter,
                            suggesting.dish(facts.district(), matter),
                            taught,
                            taughtAt(facts))));
        }
        return pasts;
    }

    /** When it was known; of a ticket that is still open the last that is known of. */
    private static Instant taughtAt(TicketFacts facts) {
        Instant answered = facts.answeredAt();
        Instant dispatched = facts.dispatchedAt();
        return answered != null ? answered : dispatched != null ? dispatched : facts.submittedAt();
    }
}
