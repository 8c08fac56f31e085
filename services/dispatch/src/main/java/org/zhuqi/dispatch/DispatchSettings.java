package org.zhuqi.dispatch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param threads that count events in; more than the topic has partitions are idle
 * @param batch the most events in one transaction
 * @param tellEvery how often an instance looks for what another one left untold
 */
@ConfigurationProperties("zhuqi.dispatch")
public record DispatchSettings(
        @DefaultValue("1") int threads,
        @DefaultValue("500") int batch,
        @DefaultValue("2s") Duration tellEvery) {}
