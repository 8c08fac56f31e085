package org.zhuqi.metrics.kafka;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.metrics.MetricsSettings;
import org.zhuqi.metrics.application.Build;
import org.zhuqi.metrics.application.Build.State;
import org.zhuqi.metrics.application.BuildAlarms;
import org.zhuqi.metrics.application.Rebuilding;
import org.zhuqi.metrics.postgres.BuildRows;
import org.zhuqi.platform.messaging.KafkaClients;
import org.zhuqi.platform.projection.ProjectionContainer;

/**
 * Runs the consumers of the build that serves and of the one that is under way, in every instance alike: the groups share the
 * partitions. A build that has caught up takes the place of the one that serves; what served is forgotten a little later. A build
 * that stands still before a record never catches up, whichever instance reads that partition.
 */
public final class RunningBuilds implements SmartLifecycle, Rebuilding.BuildReader {
    private static final Logger LOG = LoggerFactory.getLogger(RunningBuilds.class);

    private final BuildRows rows;
    private final List<Feed> feeds;
    private final KafkaClients kafka;
    private final Progress progress;
    private final TransactionTemplate transaction;
    private final BuildAlarms alarms;
    private final InstantSource now;
    private final MetricsSettings settings;

    private final Map<Integer, List<ConcurrentMessageListenerContainer<String, byte[]>>> running = new HashMap<>();
    /** How the topics were when it was looked how far the build under way is: that much it must have read before it serves. */
    private final Map<Integer, Progress.Reading> aims = new HashMap<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private volatile @Nullable Thread thread;
    private volatile boolean stopping;

    public RunningBuilds(
            BuildRows rows,
            List<Feed> feeds,
            KafkaClients kafka,
            Progress progress,
            TransactionTemplate transaction,
            BuildAlarms alarms,
            InstantSource now,
            MetricsSettings settings) {
        this.rows = rows;
        this.feeds = List.copyOf(feeds);
        this.kafka = kafka;
        this.progress = progress;
        this.transaction = transaction;
        this.alarms = alarms;
        this.now = now;
        this.settings = settings;
    }

    @Override
    public void start() {
        stopping = false;
        look();
        thread = Thread.ofVirtual().name("zhuqi-metrics-builds").start(this::keepLooking);
    }

    @Override
    public void stop() {
        stopping = true;
        wake();
        Thread looking = thread;
        if (looking != null) {
            try {
                looking.join(Duration.ofSeconds(20));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        thread = null;
        lock.lock();
        try {
            running.values().forEach(containers -> containers.forEach(ConcurrentMessageListenerContainer::stop));
            running.clear();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public Rebuilding.Read progress(int build) {
        return progress.of(build).read();
    }

    @Override
    public void wake() {
        lock.lock();
        try {
            woken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void keepLooking() {
        while (!stopping) {
            lock.lock();
            try {
                boolean asked = woken.await(settings.lookEvery().toMillis(), TimeUnit.MILLISECONDS);
                LOG.trace("looks, asked to: {}", asked);
            } catch (InterruptedException e) {
                return;
            } finally {
                lock.unlock();
            }
            if (!stopping) {
                lookOrSayWhyNot();
            }
        }
    }

    private void lookOrSayWhyNot() {
        try {
            look();
        } catch (RuntimeException e) {
            // A lost database or broker: what runs goes on, and the next look may succeed.
            LOG.warn("could not look after the builds of the figures: {}", e.toString());
        }
    }

    private void look() {
        List<Build> all = rows.all();
        List<ConcurrentMessageListenerContainer<String, byte[]>> retired = new ArrayList<>();
        lock.lock();
        try {
            for (Build build : all) {
                if (build.state() == State.SERVING) {
                    alarms.serves(build.number());
                }
                if (build.state() != State.RETIRED && !running.containsKey(build.number())) {
                    running.put(build.number(), containers(build.number()));
                }
                if (build.state() == State.RETIRED && running.containsKey(build.number())) {
                    retired.addAll(running.remove(build.number()));
                    aims.remove(build.number());
                    alarms.forget(build.number());
                }
            }
        } finally {
            lock.unlock();
        }
        retired.forEach(ConcurrentMessageListenerContainer::stop);
        all.stream().filter(build -> build.state() == State.BUILDING).forEach(this::serveIfCaughtUp);
        for (String table : rows.forgettable(now.instant().minus(settings.keepRetired()))) {
            // Each in a transaction of its own: who holds one table and waits for the next could wait for ever.
            transaction.executeWithoutResult(status -> rows.drop(table));
        }
    }

    private List<ConcurrentMessageListenerContainer<String, byte[]>> containers(int build) {
        List<ConcurrentMessageListenerContainer<String, byte[]>> containers = new ArrayList<>();
        for (Feed feed : feeds) {
            ConcurrentMessageListenerContainer<String, byte[]> container = ProjectionContainer.unhurried(
                    kafka,
                    feed.group(build),
                    feed.topic(),
                    settings.threads(),
                    settings.batch(),
                    records -> feed.reader().read(build, records),
                    alarms.of(build));
            container.start();
            containers.add(container);
        }
        return containers;
    }

    private void serveIfCaughtUp(Build build) {
        Progress.Reading reading = progress.of(build.number());
        Progress.Reading aim = aims.computeIfAbsent(build.number(), first -> reading);
        if (!reading.hasReached(aim) || !alarms.of(build.number()).stops().isEmpty()) {
            return;
        }
        Rebuilding.Read read = reading.read();
        if (read.total() - read.read() > settings.batch()) {
            // It has read what there was when it was looked last; much has come since.
            aims.put(build.number(), reading);
            return;
        }
        Boolean serves = transaction.execute(status -> rows.serve(build.number(), now.instant()));
        if (Boolean.TRUE.equals(serves)) {
            LOG.info("Build {} of the figures has read {} records and serves from now on", build.number(), read.read());
        }
    }
}
