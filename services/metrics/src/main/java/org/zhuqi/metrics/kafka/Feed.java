package org.zhuqi.metrics.kafka;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.zhuqi.platform.projection.ProjectionAlarm.Stop;

/**
 * A topic from which facts are built.
 *
 * @param name of the consumer group's last part
 */
public record Feed(String name, String topic, Reader reader) {
    @FunctionalInterface
    public interface Reader {
        /** @return the partitions that cannot go on, at most one stop for each; all that comes before is committed */
        List<Stop> read(int build, List<ConsumerRecord<String, byte[]>> records);
    }

    String group(int build) {
        return "zhuqi-metrics-%d-%s".formatted(build, name);
    }
}
