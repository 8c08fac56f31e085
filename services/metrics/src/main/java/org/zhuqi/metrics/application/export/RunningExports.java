package org.zhuqi.metrics.application.export;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.metrics.application.export.WritingExports.Work;
import org.zhuqi.metrics.postgres.ExportRows;

/**
 * Looks, again and again, for schedules that are due, for files to write and for files whose time is over. Every instance does so:
 * each takes what no other has in hand.
 */
public final class RunningExports implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RunningExports.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final WritingExports writing;
    private final SchedulingReports schedules;
    private final ExportRows rows;
    private final TransactionTemplate transaction;
    private final InstantSource now;
    private final ExportSettings settings;

    private final List<Running> running = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private boolean asked;
    private volatile @Nullable Thread thread;
    private volatile boolean stopping;

    private record Running(Work work, Thread thread) {}

    public RunningExports(
            WritingExports writing,
            SchedulingReports schedules,
            ExportRows rows,
            TransactionTemplate transaction,
            InstantSource now,
            ExportSettings settings) {
        this.writing = writing;
        this.schedules = schedules;
        this.rows = rows;
        this.transaction = transaction;
        this.now = now;
        this.settings = settings;
    }

    @Override
    public void start() {
        stopping = false;
        thread = Thread.ofVirtual().name("zhuqi-metrics-exports").start(this::keepLooking);
    }

    @Override
    public void stop() {
        stopping = true;
        wake();
        join(thread);
        thread = null;
        List<Running> last = running();
        last.forEach(each -> each.work().stop());
        last.forEach(each -> join(each.thread()));
    }

    private static void join(@Nullable Thread ending) {
        if (ending != null) {
            try {
                ending.join(PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Something was asked for: look at once. */
    public void wake() {
        lock.lock();
        try {
            asked = true;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void keepLooking() {
        while (!stopping) {
            lookOrSayWhyNot();
            lock.lock();
            try {
                long left = TimeUnit.MILLISECONDS.toNanos(settings.lookEvery().toMillis());
                while (!asked && left > 0) {
                    left = woken.awaitNanos(left);
                }
                asked = false;
            } catch (InterruptedException e) {
                return;
            } finally {
                lock.unlock();
            }
        }
    }

    private void lookOrSayWhyNot() {
        try {
            look();
        } catch (RuntimeException e) {
            // A lost database: nothing is lost with it, and the next look may succeed.
            LOG.warn("could not look for exports to write: {}", e.toString());
        }
    }

    private void look() {
        running().forEach(each -> each.work().renew());
        schedules.makeDue();
        while (!stopping && running().size() < settings.atATime()) {
            Optional<Work> work = writing.take();
            if (work.isEmpty()) {
                break;
            }
            start(work.get());
        }
        transaction.executeWithoutResult(
                status -> rows.forget(now.instant(), now.instant().minus(settings.keepRecords())));
    }

    private List<Running> running() {
        lock.lock();
        try {
            return List.copyOf(running);
        } finally {
            lock.unlock();
        }
    }

    private void start(Work work) {
        Thread writer = Thread.ofVirtual().name("zhuqi-metrics-export").unstarted(() -> {
            try {
                work.run();
            } finally {
                ended(work);
            }
        });
        lock.lock();
        try {
            running.add(new Running(work, writer));
        } finally {
            lock.unlock();
        }
        writer.start();
    }

    private void ended(Work work) {
        lock.lock();
        try {
            running.removeIf(each -> each.work().equals(work));
        } finally {
            lock.unlock();
        }
        // There is room for the next one.
        wake();
    }
}
