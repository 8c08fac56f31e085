package org.zhuqi.metrics;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param threads per topic that count events in; more than the topic has partitions are idle
 * @param batch the most events in one transaction
 * @param lookEvery how often is looked whether a build was asked for, has caught up or is to be given up
 * @param keepRetired how long the facts of a build that serves no more are kept, for questions that are still being answered
 */
@ConfigurationProperties("zhuqi.metrics")
public record MetricsSettings(
        @DefaultValue("2") int threads,
        @DefaultValue("2000") int batch,
        @DefaultValue("2s") Duration lookEvery,
        @DefaultValue("1m") Duration keepRetired) {}
