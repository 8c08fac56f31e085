package org.zhuqi.metrics;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param batch the most messages of answers in one transaction, each of up to 200 tickets
 * @param lookEvery how often is looked for what another instance left undone, and for what is to be forgotten
 * @param answeredWithin after which time an answer is waited for no more; the answers are kept no longer
 * @param keepReadings how long the clocks are kept that tickets would have had; the answer is kept for good
 */
@ConfigurationProperties("zhuqi.metrics.recomputations")
public record RecomputationSettings(
        @DefaultValue("20") int batch,
        @DefaultValue("2s") Duration lookEvery,
        @DefaultValue("7d") Duration answeredWithin,
        @DefaultValue("30d") Duration keepReadings) {}
