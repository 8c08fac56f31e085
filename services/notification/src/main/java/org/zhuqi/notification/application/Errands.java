package org.zhuqi.notification.application;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** What is to be done now and then, and whenever there is news. One that fails is tried again, and holds up no other. */
public final class Errands implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Errands.class);

    private final String whose;
    private final List<Errand> errands;
    private final Duration every;
    private final Semaphore news = new Semaphore(0);
    private volatile boolean running;
    private volatile @Nullable Thread thread;

    /** Something to be done. It may be done by several instances at once. */
    public record Errand(String name, Runnable doing) {}

    /** @param whose in the name of the thread */
    public Errands(String whose, Wakening wakening, Duration every, List<Errand> errands) {
        this.whose = whose;
        this.errands = List.copyOf(errands);
        this.every = every;
        wakening.onNews(news::release);
    }

    private void run() {
        while (running) {
            try {
                if (news.tryAcquire(every.toMillis(), TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
            } catch (InterruptedException e) {
                LOG.debug("woken");
            }
            for (Errand errand : errands) {
                if (running) {
                    run(errand);
                }
            }
        }
    }

    private static void run(Errand errand) {
        try {
            errand.doing().run();
        } catch (RuntimeException e) {
            LOG.warn("{} could not be done, it is tried again: {}", errand.name(), e.toString());
        }
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform()
                .name("zhuqi-" + whose + "-errands")
                .daemon(true)
                .start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        Thread errand = thread;
        if (errand != null) {
            news.release();
            try {
                errand.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
