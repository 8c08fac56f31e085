package org.zhuqi.metrics.application;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TrialId;
import org.zhuqi.metrics.application.Comparison.Line;
import org.zhuqi.metrics.application.Comparison.Side;
import org.zhuqi.metrics.application.Counting.Value;
import org.zhuqi.metrics.application.Recomputation.State;
import org.zhuqi.metrics.application.RecomputationTerms.Pair;
import org.zhuqi.metrics.domain.Change;
import org.zhuqi.metrics.domain.Definition;
import org.zhuqi.metrics.domain.KnownClock;
import org.zhuqi.metrics.domain.Rounding;
import org.zhuqi.metrics.domain.TicketStory;
import org.zhuqi.metrics.postgres.ChangedCaseRows;
import org.zhuqi.metrics.postgres.FactRows;
import org.zhuqi.metrics.postgres.FigureRows;
import org.zhuqi.metrics.postgres.RecomputationRows;
import org.zhuqi.metrics.postgres.TriedRows;
import org.zhuqi.metrics.postgres.TriedRows.Tried;

/**
 * Counts figures as they are and as they would be, and finds who makes the difference. What clocks would have been is written as
 * if it were a build of its own, by what writes every build, and counted by what counts every build; all within one transaction
 * that sees one moment, and takes it away before it ends.
 */
public final class ComparingFigures {
    private static final int PAGE = 1_000;
    private static final int TRIES = 3;

    private final RecomputationRows rows;
    private final TriedRows tried;
    private final ChangedCaseRows changes;
    private final FactRows facts;
    private final FigureRows figures;
    private final Counting counting;
    private final KnownExclusions exclusions;
    private final TransactionTemplate ofOneMoment;
    private final TransactionTemplate alone;
    private final InstantSource now;

    public ComparingFigures(
            RecomputationRows rows,
            TriedRows tried,
            ChangedCaseRows changes,
            FactRows facts,
            FigureRows figures,
            Counting counting,
            KnownExclusions exclusions,
            PlatformTransactionManager transactions,
            InstantSource now) {
        this.rows = rows;
        this.tried = tried;
        this.changes = changes;
        this.facts = facts;
        this.figures = figures;
        this.counting = counting;
        this.exclusions = exclusions;
        this.ofOneMoment = new TransactionTemplate(transactions);
        this.ofOneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.alone = new TransactionTemplate(transactions);
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.now = now;
    }

    /**
     * Works on it, unless somebody else does. What went wrong is tried again by whoever comes next, three times in all.
     *
     * @throws RuntimeException what went wrong
     */
    public void compare(TrialId id) {
        Recomputation asked = rows.find(id).orElseThrow();
        try {
            ofOneMoment.executeWithoutResult(status -> {
                // Held before anything is read, so that what another one has just ended is seen to have ended.
                if (hold(asked)) {
                    rows.find(id)
                            .filter(it -> it.endedAt() == null)
                            .ifPresent(it -> rows.done(id, compared(it), now.instant()));
                }
            });
        } catch (RuntimeException e) {
            if (isOver(id)) {
                return;
            }
            throw e;
        }
    }

    /** Counts a try in vain; after the last one it has failed. */
    private boolean isOver(TrialId id) {
        return Boolean.TRUE.equals(alone.execute(status -> {
            if (rows.find(id).orElseThrow().endedAt() != null) {
                return true;
            }
            if (rows.failedOnce(id) >= TRIES) {
                rows.end(
                        id,
                        State.FAILED,
                        new Sentence("It could not be worked out; the log of the system says why.", "未能计算，原因见系统日志。"),
                        now.instant());
            }
            return false;
        }));
    }

    private boolean hold(Recomputation recomputation) {
        return isTrial(recomputation) ? tried.hold() : tried.hold(recomputation.id());
    }

    private static boolean isTrial(Recomputation recomputation) {
        return recomputation.terms().under().policyVersion() != null;
    }

    private Comparison compared(Recomputation recomputation) {
        List<Pair> pairs = recomputation.terms().pairs();
        Question question = recomputation.terms().question(recomputation.scope());
        int serving = figures.serving();
        long untried = isTrial(recomputation) ? writeTried(recomputation, serving, TrialRange.of(pairs, question)) : 0;
        Map<Integer, List<Definition>> wanted = new HashMap<>();
        for (Pair pair : pairs) {
            wanted.computeIfAbsent(serving, any -> new ArrayList<>()).add(pair.before());
            wanted.computeIfAbsent(buildOf(recomputation, pair, serving), any -> new ArrayList<>())
                    .add(pair.after());
        }
        Map<Integer, Map<Definition, Value>> counted = new HashMap<>();
        wanted.forEach((build, definitions) -> counted.put(build, counting.wholes(build, definitions, question)));
        List<Line> lines = new ArrayList<>();
        for (Pair pair : pairs) {
            int after = buildOf(recomputation, pair, serving);
            lines.add(new Line(
                    pair.figure().key(),
                    side(pair.before(), pair.roundingBefore(), counted.getOrDefault(serving, Map.of())),
                    side(pair.after(), pair.roundingAfter(), counted.getOrDefault(after, Map.of())),
                    pair.before().equals(pair.after()) && after == serving
                            ? new EnumMap<>(Change.class)
                            : changes.find(recomputation.id(), pair, question, serving, after)));
        }
        if (isTrial(recomputation)) {
            tried.clear();
        }
        return new Comparison(lines, untried);
    }

    /** What has nothing to do with clocks is the same under any policy. */
    private static int buildOf(Recomputation recomputation, Pair pair, int serving) {
        return isTrial(recomputation) && TrialRange.dependsOnClocks(pair) ? TriedRows.BUILD : serving;
    }

    private static Side side(Definition definition, Rounding rounding, Map<Definition, Value> counted) {
        Value value = Objects.requireNonNull(counted.get(definition), "what was asked for was counted");
        return new Side(definition.basis(), definition.variant(), value.numerator(), value.denominator(), rounding);
    }

    /** @return of how many tickets the other clocks are not known; they stay as they are */
    private long writeTried(Recomputation recomputation, int serving, TrialRange range) {
        long untried = 0;
        long done = 0;
        TicketId last = null;
        for (List<Tried> page = tried.next(recomputation, serving, range, last, PAGE);
                !page.isEmpty();
                page = tried.next(recomputation, serving, range, last, PAGE)) {
            Map<TicketId, TicketStory> stories = new HashMap<>();
            for (Tried ticket : page) {
                List<KnownClock> clocks = ticket.clocks();
                untried += clocks == null ? 1 : 0;
                stories.put(
                        ticket.ticket(),
                        clocks == null ? ticket.story() : ticket.story().under(clocks));
            }
            facts.save(TriedRows.BUILD, Map.of(), stories, exclusions.of(Set.copyOf(stories.keySet())));
            facts.saveClocks(TriedRows.BUILD, Map.of(), stories);
            last = page.getLast().ticket();
            done += page.size();
            long soFar = done;
            alone.executeWithoutResult(status -> rows.compared(recomputation.id(), soFar));
        }
        tried.analyze();
        return untried;
    }

    /** Those that nobody answered are given up, and readings are kept no longer than they have to be. */
    public void clean(Instant askedBefore, Instant readingsBefore) {
        alone.executeWithoutResult(status -> {
            rows.unanswered(askedBefore)
                    .forEach(id -> rows.end(
                            id,
                            State.FAILED,
                            new Sentence(
                                    "Nobody answered which clocks the tickets would have had; ask again.",
                                    "未收到时效规则试算结果，请重新发起。"),
                            now.instant()));
            rows.forgetReadings(readingsBefore);
        });
    }

    /** Those that can be compared, the oldest first. */
    public List<TrialId> ready() {
        return rows.ready();
    }
}
