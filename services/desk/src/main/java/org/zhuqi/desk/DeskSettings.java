package org.zhuqi.desk;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param threads that project events; more than the topic has partitions are idle
 * @param batch the most events in one transaction
 * @param waitAtMost how long an answer is held back for what the caller has just written
 * @param streamsPerAccount the most live pages of one account
 * @param heartbeat how often a silent stream shows that it is alive
 */
@ConfigurationProperties("zhuqi.desk")
public record DeskSettings(
        @DefaultValue("2") int threads,
        @DefaultValue("500") int batch,
        @DefaultValue("2s") Duration waitAtMost,
        @DefaultValue("10") int streamsPerAccount,
        @DefaultValue("15s") Duration heartbeat) {}
