package org.zhuqi.platform.projection;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which partitions this process cannot show any further, and why. Says it once, loudly, and once when it is over. */
public final class ProjectionAlarm {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectionAlarm.class);

    private final String projection;
    private final ConcurrentMap<TopicPartition, Stop> stops = new ConcurrentHashMap<>();

    /** @param projection what is projected, as an operator knows it, such as {@code desk} */
    public ProjectionAlarm(String projection) {
        this.projection = projection;
    }

    public String projection() {
        return projection;
    }

    /** Why nothing after this record is shown. {@code reason} is one sentence. */
    public record Stop(TopicPartition partition, long offset, String reason) {}

    public void raise(Stop stop) {
        if (!stop.equals(stops.put(stop.partition(), stop))) {
            LOG.error(
                    "The projection '{}' takes nothing after record {} of {}: {}. It tries again until that is mended",
                    projection,
                    stop.offset(),
                    stop.partition(),
                    stop.reason());
        }
    }

    /** After a batch: raises where these lanes stopped, and clears where they did not. */
    public void after(List<? extends Lane<?>> lanes, List<Stop> stopped) {
        for (Lane<?> lane : lanes) {
            if (stopped.stream().noneMatch(stop -> stop.partition().equals(lane.partition()))) {
                clear(lane.partition());
            }
        }
        stopped.forEach(this::raise);
    }

    public void clear(TopicPartition partition) {
        Stop over = stops.remove(partition);
        if (over != null) {
            LOG.info("The projection '{}' goes on with {} at record {}", projection, partition, over.offset());
        }
    }

    /** Another process has them now. */
    public void forget(Collection<TopicPartition> partitions) {
        stops.keySet().removeAll(partitions);
    }

    public List<Stop> stops() {
        return List.copyOf(stops.values());
    }
}
