package org.zhuqi.platform.projection;

import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.zhuqi.platform.projection.ProjectionAlarm.Stop;

/** DOWN while a partition is held. */
public final class ProjectionHealth implements HealthIndicator {
    private final ProjectionAlarm alarm;

    public ProjectionHealth(ProjectionAlarm alarm) {
        this.alarm = alarm;
    }

    @Override
    public Health health() {
        List<Stop> stops = alarm.stops();
        Health.Builder health = stops.isEmpty() ? Health.up() : Health.down();
        stops.forEach(stop -> health.withDetail(stop.partition() + "@" + stop.offset(), stop.reason()));
        return health.build();
    }
}
