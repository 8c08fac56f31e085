package org.zhuqi.timeliness;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param threads that count events in; more than the topic has partitions are idle
 * @param batch the most events, or the most tickets whose time has come, in one transaction
 * @param scanEvery how long the due-scan rests when nothing is due
 * @param scan false for an instance that only counts events in
 */
@ConfigurationProperties("zhuqi.timeliness")
public record TimelinessSettings(
        @DefaultValue("2") int threads,
        @DefaultValue("500") int batch,
        @DefaultValue("1s") Duration scanEvery,
        @DefaultValue("true") boolean scan) {}
