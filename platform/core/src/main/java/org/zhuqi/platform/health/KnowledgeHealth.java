package org.zhuqi.platform.health;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.zhuqi.platform.messaging.TopicTail;

/** DOWN until this process has read the directory, the menu and the rules to their ends: before, it would know nobody. */
final class KnowledgeHealth implements HealthIndicator {
    private final ObjectProvider<TopicTail> tails;

    KnowledgeHealth(ObjectProvider<TopicTail> tails) {
        this.tails = tails;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        tails.stream()
                .filter(tail -> !tail.isFollowing())
                .forEach(tail -> health.down().withDetail(tail.name(), "has not caught up"));
        return health.build();
    }
}
