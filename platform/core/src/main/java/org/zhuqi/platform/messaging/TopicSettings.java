package org.zhuqi.platform.messaging;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.zhuqi.contracts.Topics;

/**
 * How the topics are made where they do not exist yet.
 *
 * @param partitions of each topic that has more than one; the most threads over all instances that can share the work
 * @param replication 1 on a single node, 3 in a cluster
 * @param minInSyncReplicas how many replicas must have a record before it is acknowledged
 * @param flushEveryRecord true on a single node: commands and events are on disk before they are acknowledged (one flush
 *     per batch and partition), so that a power cut loses nothing. In a cluster replication carries that promise.
 */
@ConfigurationProperties("zhuqi.topics")
public record TopicSettings(
        @DefaultValue("24") int partitions,
        @DefaultValue("1") short replication,
        @DefaultValue("1") int minInSyncReplicas,
        @DefaultValue("true") boolean flushEveryRecord) {

    private static final Duration TRIALS_STAY = Duration.ofDays(7);

    List<NewTopic> topics() {
        return List.of(
                topic(Topics.COMMANDS, Duration.ofDays(30), flushEveryRecord),
                topic(Topics.EVENTS, null, flushEveryRecord),
                topic(Topics.OUTCOMES, Duration.ofDays(1), false),
                topic(Topics.DEAD_COMMANDS, Duration.ofDays(90), false),
                topic(Topics.CLOCKS, null, flushEveryRecord),
                topic(Topics.DISPATCH, null, flushEveryRecord),
                kept(Topics.TRIALS, TRIALS_STAY),
                kept(Topics.TRIAL_READINGS, TRIALS_STAY),
                compacted(Topics.RULES),
                compacted(Topics.DIRECTORY),
                compacted(Topics.CATALOGUE));
    }

    /** One partition: it is small, everybody reads all of it, and its order is plain. */
    private NewTopic compacted(String name) {
        return new NewTopic(name, 1, replication)
                .configs(Map.of(
                        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                        Integer.toString(minInSyncReplicas),
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    /** One partition here, too: a trial is rare, and one at a time is worked out. */
    private NewTopic kept(String name, Duration retention) {
        return topic(name, 1, retention, false);
    }

    private NewTopic topic(String name, @Nullable Duration retention, boolean flush) {
        return topic(name, partitions, retention, flush);
    }

    private NewTopic topic(String name, int parts, @Nullable Duration retention, boolean flush) {
        Map<String, String> settings = new HashMap<>();
        settings.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(minInSyncReplicas));
        settings.put(TopicConfig.RETENTION_MS_CONFIG, retention == null ? "-1" : Long.toString(retention.toMillis()));
        settings.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
        if (flush) {
            settings.put(TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG, "1");
        }
        return new NewTopic(name, parts, replication).configs(settings);
    }
}
