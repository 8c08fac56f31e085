package org.zhuqi.notification.webhook.application;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.notification.webhook.domain.Attempt;
import org.zhuqi.notification.webhook.domain.Patience;
import org.zhuqi.notification.webhook.domain.Signature;
import org.zhuqi.notification.webhook.domain.Subscription;
import org.zhuqi.notification.webhook.domain.Subscription.Pause;
import org.zhuqi.notification.webhook.domain.Subscription.Reason;
import org.zhuqi.notification.webhook.http.Sender;
import org.zhuqi.notification.webhook.postgres.DeliveryRows;
import org.zhuqi.notification.webhook.postgres.DeliveryRows.State;
import org.zhuqi.notification.webhook.postgres.DeliveryRows.Taken;
import org.zhuqi.notification.webhook.postgres.EventRows;
import org.zhuqi.notification.webhook.postgres.SubscriptionRows;
import org.zhuqi.notification.webhook.postgres.SubscriptionRows.Going;
import org.zhuqi.notification.webhook.postgres.SubscriptionRows.Standing;

/**
 * Sends what waits, the events of one ticket one after the other. What is taken is lent: who dies over it loses it to the next
 * one when the time of the loan is over, and the receiver may get it a second time, with the same id.
 */
public final class Delivering implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Delivering.class);
    /** After so many failures in a row a success is news for all that wait. */
    private static final int OUTAGE = 3;
    /** What a loan outlasts the longest request by. */
    private static final Duration SPARE = Duration.ofSeconds(10);

    private static final Duration SWEEP_EVERY = Duration.ofHours(1);
    private static final int SWEEP = 5_000;

    private final SubscriptionRows subscriptions;
    private final DeliveryRows deliveries;
    private final EventRows events;
    private final Keyring keyring;
    private final Sender sender;
    private final Patience patience;
    private final TransactionTemplate transaction;
    private final InstantSource now;
    private final Measures measures;
    private final @Nullable MeterRegistry meters;
    private final Semaphore news = new Semaphore(0);
    private final Semaphore free;
    private volatile @Nullable Thread thread;
    private volatile boolean stopping;
    private @Nullable Instant swept;

    /**
     * @param enabled whether this process sends at all
     * @param every how often is looked for what another instance left behind, and for what has rested long enough
     * @param atATime requests of this instance
     * @param perReceiver requests to one receiver, of all instances
     * @param timeout the longest that a request takes
     * @param keep how long events are kept
     */
    public record Measures(
            boolean enabled, Duration every, int atATime, int perReceiver, Duration timeout, Duration keep) {}

    public Delivering(
            SubscriptionRows subscriptions,
            DeliveryRows deliveries,
            EventRows events,
            Keyring keyring,
            Sender sender,
            Patience patience,
            TransactionTemplate transaction,
            InstantSource now,
            Measures measures,
            @Nullable MeterRegistry meters) {
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
        this.events = events;
        this.keyring = keyring;
        this.sender = sender;
        this.patience = patience;
        this.transaction = transaction;
        this.now = now;
        this.measures = measures;
        this.meters = meters;
        this.free = new Semaphore(measures.atATime());
    }

    /** Something waits. Returns at once. */
    public void wake() {
        news.release();
    }

    // -- sending ----------------------------------------------------------------------------------------------------

    /** Sends all that can be sent now, as far as there is room; does not wait for it. */
    private void look() {
        Instant at = now.instant();
        for (UUID id : subscriptions.ready(at)) {
            int room = free.drainPermits();
            int used = 0;
            try {
                if (room > 0) {
                    used = take(id, room);
                }
            } catch (RuntimeException e) {
                // Such as a secret of another key; that is no matter of the others.
                LOG.warn("what waits for the webhook {} cannot be taken for now: {}", id, e.toString());
            } finally {
                free.release(room - used);
            }
        }
    }

    private int take(UUID id, int room) {
        Batch batch = transaction.execute(status -> {
            Instant at = now.instant();
            Standing standing = subscriptions.take(id, at).orElse(null);
            if (standing == null) {
                return new Batch("", List.of(), List.of());
            }
            // A receiver that takes nothing is asked with one event whether it takes something again.
            int limit = standing.going().failures() > 0 ? 1 : measures.perReceiver();
            int most = Math.min(room, limit - deliveries.underWay(id, at));
            if (most <= 0) {
                return new Batch("", List.of(), List.of());
            }
            return new Batch(
                    standing.subscription().terms().url(),
                    keyring.secrets(id, at),
                    deliveries.take(id, most, at, at.plus(measures.timeout()).plus(SPARE)));
        });
        if (batch == null) {
            return 0;
        }
        batch.taken()
                .forEach(taken -> Thread.ofVirtual()
                        .name("zhuqi-webhook-" + taken.event())
                        .start(() -> send(batch, taken)));
        return batch.taken().size();
    }

    private record Batch(String url, List<byte[]> secrets, List<Taken> taken) {}

    private void send(Batch batch, Taken taken) {
        try {
            Attempt attempt = sender.send(
                    batch.url(), Signature.messageId(taken.webhook(), taken.eventId()), taken.body(), batch.secrets());
            count(attempt);
            transaction.executeWithoutResult(status -> settle(taken, attempt));
        } catch (RuntimeException e) {
            // The loan ends by itself; then it is sent again.
            LOG.warn(
                    "what became of event {} for webhook {} cannot be kept: {}",
                    taken.eventId(),
                    taken.webhook(),
                    e.toString());
        } finally {
            free.release();
            wake();
        }
    }

    private void count(Attempt attempt) {
        if (meters != null) {
            Timer.builder("zhuqi.webhooks.attempts")
                    .description("Requests to receivers of webhooks, by what came of them")
                    .tag(
                            "outcome",
                            attempt.failure() == null
                                    ? "delivered"
                                    : attempt.failure().name().toLowerCase(Locale.ROOT))
                    .register(meters)
                    .record(attempt.took());
        }
    }

    // -- what came of it --------------------------------------------------------------------------------------------

    private void settle(Taken taken, Attempt attempt) {
        Standing standing = subscriptions.lock(taken.webhook()).orElse(null);
        if (standing == null) {
            return;
        }
        Instant at = now.instant();
        if (attempt.delivered()) {
            delivered(standing, taken, attempt, at);
        } else {
            failed(standing, taken, attempt, at);
        }
    }

    private void delivered(Standing standing, Taken taken, Attempt attempt, Instant at) {
        if (!deliveries.settle(taken, State.DELIVERED, attempt, at)) {
            return;
        }
        Going going = standing.going();
        subscriptions.save(taken.webhook(), new Going(0, null, null, going.askedUntil(), at));
        if (going.failures() >= OUTAGE) {
            deliveries.wake(taken.webhook(), at);
        }
    }

    private void failed(Standing standing, Taken taken, Attempt attempt, Instant at) {
        Going going = standing.going();
        Instant asked = attempt.retryAfter() == null ? at : at.plus(attempt.retryAfter());
        Instant next = later(at.plus(patience.pause(taken.tries(), ThreadLocalRandom.current())), asked);
        boolean over = !next.isBefore(taken.firstTriedAt().plus(patience.giveUpAfter()));
        boolean othersWent =
                going.lastDeliveredAt() != null && !going.lastDeliveredAt().isBefore(taken.firstTriedAt());
        boolean givenUp = over && othersWent;
        if (!deliveries.settle(taken, givenUp ? State.GIVEN_UP : State.WAITING, attempt, givenUp ? at : next)) {
            return;
        }
        int failures = going.failures() + 1;
        subscriptions.save(
                taken.webhook(),
                new Going(
                        failures,
                        going.failingSince() == null ? at : going.failingSince(),
                        at.plus(patience.rest(failures)),
                        asked.isAfter(at) ? asked : going.askedUntil(),
                        going.lastDeliveredAt()));
        if (attempt.gone()) {
            pause(standing.subscription(), Reason.GONE, attempt, at);
        } else if (over && !othersWent) {
            pause(standing.subscription(), Reason.FAILING, attempt, at);
        }
    }

    /** What waits goes on waiting. */
    private void pause(Subscription subscription, Reason reason, Attempt attempt, Instant at) {
        if (!subscription.isActive()) {
            return;
        }
        String said = attempt.status() == null
                ? "%s: %s".formatted(attempt.failure(), attempt.detail())
                : "%d %s".formatted(attempt.status(), attempt.answer() == null ? "" : attempt.answer());
        LOG.warn(
                "Nothing is sent to the webhook {} of {} any more ({}): {}",
                subscription.id(),
                subscription.district(),
                reason,
                said.replace('\n', ' '));
        subscriptions.save(new Subscription(
                subscription.id(),
                subscription.district(),
                subscription.version() + 1,
                subscription.terms(),
                new Pause(reason, at, said),
                subscription.createdAt(),
                subscription.createdBy(),
                at,
                subscription.changedBy()));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    // -- the thread -------------------------------------------------------------------------------------------------

    private void sweep() {
        Instant at = now.instant();
        if (swept == null || swept.plus(SWEEP_EVERY).isBefore(at)) {
            while (events.removeBefore(at.minus(measures.keep()), SWEEP) == SWEEP && !stopping) {
                LOG.debug("more events are too old to be kept");
            }
            swept = at;
        }
    }

    private void run() {
        while (!stopping) {
            try {
                if (news.tryAcquire(measures.every().toMillis(), TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
                look();
                sweep();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("what waits for receivers of webhooks cannot be looked through for now: {}", e.toString());
                rest();
            }
        }
    }

    private void rest() {
        try {
            Thread.sleep(measures.every());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        stopping = false;
        thread = Thread.ofPlatform().name("zhuqi-webhooks").daemon(true).start(this::run);
    }

    @Override
    public void stop() {
        stopping = true;
        Thread running = thread;
        if (running == null) {
            return;
        }
        running.interrupt();
        try {
            running.join(Duration.ofSeconds(5));
            // What is under way is waited for a little, so that it need not be sent twice.
            if (free.tryAcquire(measures.atATime(), 5, TimeUnit.SECONDS)) {
                free.release(measures.atATime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isAutoStartup() {
        return measures.enabled();
    }

    @Override
    public boolean isRunning() {
        Thread running = thread;
        return running != null && running.isAlive();
    }
}
