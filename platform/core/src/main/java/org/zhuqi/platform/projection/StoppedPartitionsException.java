package org.zhuqi.platform.projection;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.zhuqi.platform.projection.ProjectionAlarm.Stop;

/** All of a batch is projected but what comes at and after these records of their partitions. */
final class StoppedPartitionsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Stop> stops;

    StoppedPartitionsException(List<Stop> stops) {
        super("stopped: " + stops, null, false, false);
        this.stops = List.copyOf(stops);
    }

    Optional<Stop> in(TopicPartition partition) {
        return stops.stream().filter(stop -> stop.partition().equals(partition)).findFirst();
    }
}
