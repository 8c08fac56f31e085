package org.zhuqi.platform.observability;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.zhuqi.platform.projection.ProjectionAlarm;
import org.zhuqi.platform.telling.OutgoingRows;

/** Figures that every service has of the same kind. */
@Configuration(proxyBeanMethods = false)
class FiguresConfiguration {
    @Bean
    ClientFigures clientFigures(ObjectProvider<PrometheusMeterRegistry> collected) {
        return new ClientFigures(collected.getIfAvailable());
    }

    @Bean
    MeterBinder stoppedPartitions(ObjectProvider<ProjectionAlarm> alarms) {
        return registry -> alarms.forEach(alarm -> Gauge.builder(
                        "zhuqi.projection.stopped", alarm, each -> each.stops().size())
                .tag("projection", alarm.projection())
                .description("Partitions that cannot be shown any further until somebody mends them")
                .register(registry));
    }

    @Bean
    MeterBinder waitingToBeTold(ObjectProvider<OutgoingRows> outgoing, InstantSource now) {
        return registry -> outgoing.forEach(rows -> RecentReading.gauge(
                registry,
                "zhuqi.telling.waiting",
                Tags.of("schema", rows.schema()),
                "Since when the oldest message that is committed waits for the broker",
                "seconds",
                () -> rows.oldest().map(oldest -> age(oldest, now)).orElse(0.0)));
    }

    private static double age(Instant since, InstantSource now) {
        return Math.max(0, Duration.between(since, now.instant()).toMillis() / 1000.0);
    }
}
