package org.zhuqi.metrics.application;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.zhuqi.contracts.id.TrialId;
import org.zhuqi.metrics.RecomputationSettings;

/** Compares what can be compared, one after the other, in every instance; what one has begun no other takes up. */
public final class WorkingOffRecomputations implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(WorkingOffRecomputations.class);

    private final ComparingFigures comparing;
    private final RecomputationSettings settings;
    private final InstantSource now;
    private final Semaphore news = new Semaphore(0);
    private volatile @Nullable Thread thread;
    private volatile boolean stopping;

    public WorkingOffRecomputations(ComparingFigures comparing, RecomputationSettings settings, InstantSource now) {
        this.comparing = comparing;
        this.settings = settings;
        this.now = now;
    }

    /** There may be one to compare. Returns at once. */
    public void wake() {
        news.release();
    }

    @Override
    public void start() {
        stopping = false;
        thread = Thread.ofPlatform()
                .name("zhuqi-metrics-recomputations")
                .daemon(true)
                .start(this::follow);
    }

    private void follow() {
        while (!stopping) {
            try {
                if (news.tryAcquire(settings.lookEvery().toMillis(), TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
                work();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                // A lost database: the next look may succeed.
                LOG.warn("could not look after the recomputations: {}", e.toString());
            }
        }
    }

    private void work() {
        Instant at = now.instant();
        comparing.clean(at.minus(settings.answeredWithin()), at.minus(settings.keepReadings()));
        for (TrialId id : comparing.ready()) {
            if (stopping) {
                return;
            }
            try {
                comparing.compare(id);
            } catch (RuntimeException e) {
                LOG.error("Recomputation {} failed", id, e);
            }
        }
    }

    @Override
    public void stop() {
        stopping = true;
        wake();
        Thread running = thread;
        if (running != null) {
            try {
                running.join(Duration.ofSeconds(20));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
