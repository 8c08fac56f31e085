package org.zhuqi.intake.application;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.zhuqi.intake.postgres.OriginKeyRows;

/**
 * Deletes the keys of origins two days later, whether anybody rates or not; yesterday's stays for what was sent before
 * midnight by a clock that is behind. Several may be at it at once.
 */
public final class ForgettingOriginKeys implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ForgettingOriginKeys.class);
    private static final Duration EVERY = Duration.ofMinutes(30);

    private final OriginKeyRows keys;
    private final InstantSource now;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile @Nullable Thread thread;

    public ForgettingOriginKeys(OriginKeyRows keys, InstantSource now) {
        this.keys = keys;
        this.now = now;
    }

    /** @return how many keys are gone */
    public int forget() {
        return keys.removeBefore(
                LocalDate.ofInstant(now.instant(), StampingOrigins.ZONE).minusDays(1));
    }

    @Override
    public void start() {
        if (running.compareAndSet(false, true)) {
            thread = Thread.ofPlatform()
                    .name("zhuqi-forgetting-origin-keys")
                    .daemon(true)
                    .start(this::run);
        }
    }

    private void run() {
        while (running.get()) {
            try {
                int gone = forget();
                if (gone > 0) {
                    LOG.info("{} keys of origins are gone", gone);
                }
            } catch (RuntimeException e) {
                if (running.get()) {
                    LOG.error("Keys of origins cannot be deleted for now; tried again in {}", EVERY, e);
                }
            }
            try {
                Thread.sleep(EVERY);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public void stop() {
        running.set(false);
        Thread forgetting = thread;
        if (forgetting != null) {
            forgetting.interrupt();
            try {
                forgetting.join(Duration.ofSeconds(20));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running.get();
    }
}
