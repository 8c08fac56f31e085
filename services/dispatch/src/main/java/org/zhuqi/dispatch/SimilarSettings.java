package org.zhuqi.dispatch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param closedWithin a ticket that was closed longer ago is not found any more
 * @param proposedWithin how old a ticket may be to count for a proposed common problem
 */
@ConfigurationProperties("zhuqi.dispatch.similar")
public record SimilarSettings(
        @DefaultValue("90d") Duration closedWithin,
        @DefaultValue("30d") Duration proposedWithin) {}
