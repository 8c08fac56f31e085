package org.zhuqi.notification.application;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.zhuqi.notification.postgres.MessageRows;
import org.zhuqi.notification.postgres.MessageRows.Owner;
import org.zhuqi.platform.security.Caller;

/**
 * Tells the live pages of this process when their inbox has changed, whichever process changed it: while somebody listens, it
 * looks into the database, for all of them together. What is told is how the inbox is, so that nothing can be missed.
 */
public final class LiveInboxes implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(LiveInboxes.class);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(2);

    private final MessageRows messages;
    private final int mostPerAccount;
    private final Duration every;
    private final Set<Subscription> subscriptions = new LinkedHashSet<>();
    private final Semaphore news = new Semaphore(0);
    private volatile boolean running;
    private volatile @Nullable Thread thread;

    public LiveInboxes(MessageRows messages, Wakening wakening, int mostPerAccount, Duration every) {
        this.messages = messages;
        this.mostPerAccount = mostPerAccount;
        this.every = every;
        wakening.onNews(news::release);
    }

    /** How an inbox is. */
    public record State(long unread, long newest) {
        static final State EMPTY = new State(0, 0);
    }

    /** @return empty if this account has as many streams as it may */
    public Optional<Subscription> subscribe(Caller caller) {
        Subscription subscription = new Subscription(new Owner(caller.account(), caller.district()));
        synchronized (subscriptions) {
            if (subscriptions.stream()
                            .filter(each -> each.whose.equals(subscription.whose))
                            .count()
                    >= mostPerAccount) {
                return Optional.empty();
            }
            subscription.over = !running;
            subscriptions.add(subscription);
        }
        news.release();
        return Optional.of(subscription);
    }

    private void run() {
        while (running) {
            try {
                boolean listened;
                synchronized (subscriptions) {
                    listened = !subscriptions.isEmpty();
                }
                if (!listened) {
                    news.acquire();
                    news.drainPermits();
                } else if (news.tryAcquire(every.toMillis(), TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
                look();
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("Live inboxes wait: the database does not answer: {}", e.getMessage());
                rest();
            } catch (InterruptedException e) {
                LOG.debug("woken");
            }
        }
    }

    private void look() {
        List<Subscription> listening;
        synchronized (subscriptions) {
            listening = List.copyOf(subscriptions);
        }
        if (listening.isEmpty()) {
            return;
        }
        Map<Owner, State> states = new HashMap<>();
        messages.inboxes(listening.stream().map(each -> each.whose).collect(Collectors.toSet()))
                .forEach(inbox -> states.put(
                        new Owner(inbox.account(), inbox.district()), new State(inbox.unread(), inbox.newest())));
        listening.forEach(each -> each.tell(states.getOrDefault(each.whose, State.EMPTY)));
    }

    private static void rest() {
        try {
            Thread.sleep(AFTER_A_FAILURE);
        } catch (InterruptedException e) {
            LOG.debug("woken");
        }
    }

    /** One page's stream. */
    public final class Subscription implements AutoCloseable {
        private final Owner whose;
        private @Nullable State latest;
        private @Nullable State told;
        private volatile boolean over;

        private Subscription(Owner whose) {
            this.whose = whose;
        }

        private synchronized void tell(State state) {
            latest = state;
            notifyAll();
        }

        /** @return null if nothing changed for so long */
        public synchronized @Nullable State next(Duration patience) throws InterruptedException {
            long end = System.nanoTime() + patience.toNanos();
            while (!over && (latest == null || latest.equals(told))) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    return null;
                }
                wait(left);
            }
            told = latest;
            return over ? null : told;
        }

        /** Whether the stream shall end: the server stops. */
        public boolean isOver() {
            return over;
        }

        private synchronized void end() {
            over = true;
            notifyAll();
        }

        @Override
        public void close() {
            synchronized (subscriptions) {
                subscriptions.remove(this);
            }
        }
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("zhuqi-live-inboxes").daemon(true).start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        synchronized (subscriptions) {
            subscriptions.forEach(Subscription::end);
        }
        Thread looking = thread;
        if (looking != null) {
            looking.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stopped before the web server, which waits for open streams. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
