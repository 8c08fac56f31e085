package org.zhuqi.platform.health;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.zhuqi.platform.messaging.KafkaClients;

/** DOWN while no broker answers. However often it is asked, the brokers are asked once a second. */
final class BrokersHealth implements HealthIndicator, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long HOLDS_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final KafkaClients kafka;
    private @Nullable Admin admin;
    private @Nullable Health last;
    private long askedAt;

    BrokersHealth(KafkaClients kafka) {
        this.kafka = kafka;
    }

    @Override
    public synchronized Health health() {
        Health known = last;
        if (known == null || System.nanoTime() - askedAt > HOLDS_NANOS) {
            known = ask();
            last = known;
            askedAt = System.nanoTime();
        }
        return known;
    }

    private Health ask() {
        try {
            Admin asking = admin == null ? Admin.create(settings()) : admin;
            admin = asking;
            int nodes = asking.describeCluster(
                            new DescribeClusterOptions().timeoutMs(Math.toIntExact(PATIENCE.toMillis())))
                    .nodes()
                    .get(PATIENCE.toMillis() * 2, TimeUnit.MILLISECONDS)
                    .size();
            return Health.up().withDetail("brokers", nodes).build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Health.unknown().build();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            return Health.down().withDetail("reason", "no broker answers").build();
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(kafka.common());
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "zhuqi-health");
        settings.keySet().retainAll(AdminClientConfig.configNames());
        return settings;
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }
}
