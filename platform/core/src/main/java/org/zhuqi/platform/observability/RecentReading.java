package org.zhuqi.platform.observability;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gauge that has to be looked up, such as by a query. Who collects figures never waits for it: they get the last reading,
 * and cause the next one. It is unknown (NaN) before the first one and after one that failed.
 */
public final class RecentReading {
    private static final Logger LOG = LoggerFactory.getLogger(RecentReading.class);
    private static final long EVERY_NANOS = Duration.ofSeconds(10).toNanos();

    private final String name;
    private final Supplier<? extends Number> read;
    private final AtomicLong readAt = new AtomicLong(System.nanoTime() - EVERY_NANOS);
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile double value = Double.NaN;

    private RecentReading(String name, Supplier<? extends Number> read) {
        this.name = name;
        this.read = read;
    }

    /** @param read is called on a thread of its own, at most every ten seconds, and only while somebody collects */
    public static void gauge(
            MeterRegistry registry,
            String name,
            Tags tags,
            String description,
            @Nullable String unit,
            Supplier<? extends Number> read) {
        RecentReading reading = new RecentReading(name, read);
        Gauge.builder(name, reading, RecentReading::value)
                .tags(tags)
                .description(description)
                .baseUnit(unit)
                .strongReference(true)
                .register(registry);
    }

    private double value() {
        if (System.nanoTime() - readAt.get() >= EVERY_NANOS && reading.compareAndSet(false, true)) {
            Thread.ofVirtual().name(name).start(this::read);
        }
        return value;
    }

    private void read() {
        try {
            value = read.get().doubleValue();
        } catch (RuntimeException e) {
            value = Double.NaN;
            LOG.warn("the figure {} cannot be read: {}", name, e.toString());
        } finally {
            readAt.set(System.nanoTime());
            reading.set(false);
        }
    }
}
