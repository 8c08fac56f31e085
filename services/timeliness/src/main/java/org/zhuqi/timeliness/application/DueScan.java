package org.zhuqi.timeliness.application;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.timeliness.postgres.OutgoingRows;

/**
 * Looks, again and again, for tickets whose time has come. Several instances may look at once: each takes what no other has
 * in hand. It also tells what an instance that died had written and not told.
 */
public final class DueScan implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(DueScan.class);
    private static final Duration LEFT_BEHIND = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final KeepingClocks clocks;
    private final Telling telling;
    private final OutgoingRows outgoing;
    private final InstantSource now;
    private final Duration every;
    private final int batch;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile @Nullable Thread thread;

    /** @param every how long to rest when nothing is due */
    public DueScan(
            KeepingClocks clocks,
            Telling telling,
            OutgoingRows outgoing,
            InstantSource now,
            Duration every,
            int batch) {
        this.clocks = clocks;
        this.telling = telling;
        this.outgoing = outgoing;
        this.now = now;
        this.every = every;
        this.batch = batch;
    }

    @Override
    public void start() {
        if (running.compareAndSet(false, true)) {
            thread = Thread.ofPlatform().name("zhuqi-due-scan").daemon(true).start(this::run);
        }
    }

    private void run() {
        Duration pause = every;
        while (running.get()) {
            try {
                boolean more = scan();
                if (!pause.equals(every)) {
                    LOG.info("The due-scan goes on");
                    pause = every;
                }
                if (!more) {
                    Thread.sleep(every);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (!running.get()) {
                    return;
                }
                if (pause.equals(every)) {
                    LOG.error("The due-scan cannot go on for now; nothing is lost, it tries again", e);
                }
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
                try {
                    Thread.sleep(pause);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    /** @return whether there may be more right now */
    public boolean scan() {
        List<TicketId> left = outgoing.leftBehind(now.instant(), LEFT_BEHIND, batch);
        telling.tell(left);
        return clocks.settleDue(batch) == batch || left.size() == batch;
    }

    @Override
    public void stop() {
        running.set(false);
        Thread looking = thread;
        if (looking != null) {
            looking.interrupt();
            try {
                looking.join(Duration.ofSeconds(20));
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
