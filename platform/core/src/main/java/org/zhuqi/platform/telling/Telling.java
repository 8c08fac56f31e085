package org.zhuqi.platform.telling;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.platform.telling.OutgoingRows.Waiting;

/**
 * Tells what is committed, in order, and forgets it once the broker has it. Of several instances one tells at a time. A
 * death in between tells it again, to the byte: whoever keeps the last word on a key learns nothing new.
 */
public final class Telling implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Telling.class);
    private static final int BATCH = 500;

    private final String whose;
    private final OutgoingRows outgoing;
    private final Publisher publisher;
    private final TransactionTemplate transaction;
    private final Duration every;
    private final Semaphore news = new Semaphore(0);
    private volatile @Nullable Thread thread;
    private volatile boolean stopping;

    /** Returns when the broker has acknowledged all. */
    @FunctionalInterface
    public interface Publisher {
        /** @throws RuntimeException if the broker did not take it; nothing is forgotten then */
        void publish(List<Waiting> waiting);
    }

    /**
     * @param whose the service, such as {@code directory}
     * @param every how often it looks for what another instance left behind, and tries again what the broker refused
     */
    public Telling(
            String whose, OutgoingRows outgoing, Publisher publisher, TransactionTemplate transaction, Duration every) {
        this.whose = whose;
        this.outgoing = outgoing;
        this.publisher = publisher;
        this.transaction = transaction;
        this.every = every;
    }

    /** Something was committed, or will be with the transaction of this thread. Returns at once. */
    public void wake() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    news.release();
                }
            });
        } else {
            news.release();
        }
    }

    /** Returns when nothing waits any more. */
    public void tell() {
        while (tellSome() == BATCH && !stopping) {
            LOG.debug("more waits to be told");
        }
    }

    private int tellSome() {
        Integer told = transaction.execute(status -> {
            outgoing.lock();
            List<Waiting> waiting = outgoing.next(BATCH);
            if (!waiting.isEmpty()) {
                publisher.publish(waiting);
                outgoing.remove(waiting);
            }
            return waiting.size();
        });
        return told == null ? 0 : told;
    }

    @Override
    public void start() {
        stopping = false;
        tellOrComplain();
        thread = Thread.ofPlatform()
                .name("zhuqi-" + whose + "-telling")
                .daemon(true)
                .start(this::follow);
    }

    private void follow() {
        while (!stopping) {
            try {
                if (news.tryAcquire(every.toMillis(), TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            }
            if (!tellOrComplain()) {
                rest();
            }
        }
    }

    private void rest() {
        try {
            Thread.sleep(every);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean tellOrComplain() {
        try {
            tell();
            return true;
        } catch (RuntimeException e) {
            LOG.warn("what changed in the {} cannot be told for now, it waits: {}", whose, e.getMessage());
            return false;
        }
    }

    @Override
    public void stop() {
        stopping = true;
        Thread running = thread;
        if (running != null) {
            running.interrupt();
            try {
                running.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        Thread running = thread;
        return running != null && running.isAlive();
    }

    /** Before those who read what is told (phase 0), after the starting data. */
    @Override
    public int getPhase() {
        return -90;
    }
}
