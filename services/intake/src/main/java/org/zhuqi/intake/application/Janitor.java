package org.zhuqi.intake.application;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.intake.postgres.AttachmentRows;
import org.zhuqi.intake.postgres.StrayRows;

/**
 * Removes uploads that no command named in time, and content that no row names. Several may be at it at once. A row goes
 * first, and its content a while later, under the lock under which an upload of the same content decides that it is there.
 */
public final class Janitor implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Janitor.class);
    private static final int BATCH = 100;
    /** Longer than any upload takes. */
    static final Duration STRAY = Duration.ofHours(1);

    private final AttachmentRows attachments;
    private final StrayRows strays;
    private final AttachmentStorage storage;
    private final TransactionTemplate transaction;
    private final InstantSource now;
    private final Duration keep;
    private final Duration every;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile @Nullable Thread thread;

    /**
     * @param keep for how long an upload waits for a command that names it
     * @param every how long to rest
     */
    public Janitor(
            AttachmentRows attachments,
            StrayRows strays,
            AttachmentStorage storage,
            TransactionTemplate transaction,
            InstantSource now,
            Duration keep,
            Duration every) {
        this.attachments = attachments;
        this.strays = strays;
        this.storage = storage;
        this.transaction = transaction;
        this.now = now;
        this.keep = keep;
        this.every = every;
    }

    /** @return how many uploads are gone, and how many contents */
    public Swept sweep() {
        int uploads = 0;
        int batch;
        do {
            Instant at = now.instant().truncatedTo(ChronoUnit.MICROS);
            batch = attachments.removeUnclaimed(at.minus(keep), at, BATCH);
            uploads += batch;
        } while (batch == BATCH);
        return new Swept(uploads, sweepStrays());
    }

    /** What was done in one go. */
    public record Swept(int uploads, int contents) {}

    private int sweepStrays() {
        int contents = 0;
        Instant before = now.instant().minus(STRAY);
        for (String sha256 : strays.olderThan(before, BATCH)) {
            contents += Boolean.TRUE.equals(transaction.execute(status -> isRemoved(sha256, before))) ? 1 : 0;
        }
        return contents;
    }

    private boolean isRemoved(String sha256, Instant before) {
        strays.lock(sha256);
        if (!strays.isOlderThan(sha256, before)) {
            return false;
        }
        strays.forget(sha256);
        if (attachments.isAnyOf(sha256)) {
            return false;
        }
        try {
            storage.delete(sha256);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void start() {
        if (running.compareAndSet(false, true)) {
            thread = Thread.ofPlatform()
                    .name("zhuqi-attachment-janitor")
                    .daemon(true)
                    .start(this::run);
        }
    }

    private void run() {
        while (running.get()) {
            try {
                Thread.sleep(every);
                Swept swept = sweep();
                if (swept.uploads() + swept.contents() > 0) {
                    LOG.info(
                            "{} uploads that nothing named are gone, and {} contents",
                            swept.uploads(),
                            swept.contents());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (running.get()) {
                    LOG.error("Uploads that nothing names cannot be removed for now; tried again in {}", every, e);
                }
            }
        }
    }

    @Override
    public void stop() {
        running.set(false);
        Thread sweeping = thread;
        if (sweeping != null) {
            sweeping.interrupt();
            try {
                sweeping.join(Duration.ofSeconds(20));
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
