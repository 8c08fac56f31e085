package org.zhuqi.metrics.application;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.TicketMessage;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.metrics.domain.Exclusion;
import org.zhuqi.metrics.domain.TicketStory;
import org.zhuqi.metrics.postgres.FactRows;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.projection.Fold;
import org.zhuqi.platform.projection.Lane;
import org.zhuqi.platform.projection.ProjectionAlarm.Stop;

/**
 * Events of tickets and of their clocks to the facts of one build: a batch in one transaction, each event once. The two topics
 * may be ahead of each other.
 */
public final class GatheringFacts {
    /** Two writers can meet only at the first word of a ticket, so that a second try finds the other's. */
    private static final int TRIES = 5;

    private final FactRows rows;
    private final KnownExclusions exclusions;
    private final TransactionTemplate transaction;
    private final BuildAlarms alarms;

    public GatheringFacts(
            FactRows rows, KnownExclusions exclusions, TransactionTemplate transaction, BuildAlarms alarms) {
        this.rows = rows;
        this.exclusions = exclusions;
        this.transaction = transaction;
        this.alarms = alarms;
    }

    /** @return the partitions that cannot go on, at most one stop for each; all that comes before is committed */
    public List<Stop> events(int build, List<ConsumerRecord<String, byte[]>> records) {
        return gather(build, Lane.of(records, Wire::readEvent), FactFold::events);
    }

    /** @return the partitions that cannot go on, at most one stop for each; all that comes before is committed */
    public List<Stop> clocks(int build, List<ConsumerRecord<String, byte[]>> records) {
        return gather(build, Lane.of(records, Wire::readClock), FactFold::clocks);
    }

    private <M extends TicketMessage> List<Stop> gather(
            int build, List<Lane<M>> lanes, Function<FactFold, Fold<? super M>> reader) {
        for (int tries = 1; ; tries++) {
            try {
                List<Stop> stops = gatherOnce(build, lanes, reader);
                alarms.of(build).after(lanes, stops);
                return stops;
            } catch (OptimisticLockingFailureException e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    private <M extends TicketMessage> List<Stop> gatherOnce(
            int build, List<Lane<M>> lanes, Function<FactFold, Fold<? super M>> reader) {
        List<Stop> stops = new ArrayList<>();
        transaction.executeWithoutResult(status -> {
            exclusions.hold();
            rows.takeTurns(
                    build,
                    lanes.stream().map(lane -> lane.partition().partition()).toList());
            Map<TicketId, TicketStory> before = rows.lock(build, Lane.tickets(lanes));
            FactFold fold = new FactFold(before);
            stops.addAll(Lane.feedAll(lanes, reader.apply(fold)));
            Map<TicketId, TicketStory> changed = fold.changed();
            Map<TicketId, List<Exclusion>> excluded = exclusions.of(changed.keySet());
            rows.save(build, before, changed, excluded);
            rows.saveMoments(build, changed, fold.moments());
            rows.saveClocks(build, before, fold.clocksChanged());
            rows.leaveOut(build, excluded);
        });
        return stops;
    }

    /** Works out anew how these tickets stand, because another word on them changed what counts. In the caller's transaction. */
    public void again(int build, Collection<TicketId> tickets) {
        Map<TicketId, TicketStory> stories = rows.lock(build, Set.copyOf(tickets));
        Map<TicketId, List<Exclusion>> excluded = exclusions.of(stories.keySet());
        rows.save(build, stories, new HashMap<>(stories), excluded);
        rows.leaveOut(build, excluded);
    }
}
