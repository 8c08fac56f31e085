package org.zhuqi.metrics.application;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.dispatch.DispatchMessage;
import org.zhuqi.metrics.postgres.SubjectRows;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.projection.Lane;
import org.zhuqi.platform.projection.ProjectionAlarm.Stop;

/** Events of what dispatch looks after beside tickets to the facts of one build: a batch in one transaction, each event once. */
public final class GatheringSubjects {
    /** Two writers can meet only at the first word of a subject, so that a second try finds the other's. */
    private static final int TRIES = 5;

    private final SubjectRows rows;
    private final TransactionTemplate transaction;
    private final BuildAlarms alarms;

    public GatheringSubjects(SubjectRows rows, TransactionTemplate transaction, BuildAlarms alarms) {
        this.rows = rows;
        this.transaction = transaction;
        this.alarms = alarms;
    }

    /** @return the partitions that cannot go on, at most one stop for each; all that comes before is committed */
    public List<Stop> events(int build, List<ConsumerRecord<String, byte[]>> records) {
        List<Lane<DispatchMessage<?>>> lanes = Lane.of(records, Wire::readDispatch);
        for (int tries = 1; ; tries++) {
            try {
                List<Stop> stops = gatherOnce(build, lanes);
                alarms.of(build).after(lanes, stops);
                return stops;
            } catch (OptimisticLockingFailureException e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    private List<Stop> gatherOnce(int build, List<Lane<DispatchMessage<?>>> lanes) {
        List<Stop> stops = new ArrayList<>();
        transaction.executeWithoutResult(status -> {
            SubjectFold fold = new SubjectFold(rows.lock(build, Lane.about(lanes, DispatchMessage::subject)));
            stops.addAll(Lane.feedAll(lanes, fold));
            rows.save(build, fold.changed());
        });
        return stops;
    }
}
