package org.zhuqi.desk.application;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.security.TicketAccess;

/**
 * Tells the live pages of this process what has happened, each what its caller may know. Remembers the last events, so that
 * a page that lost its connection for a moment goes on where it was; one that was away for too long is told to load anew.
 */
public final class EventHub {
    static final int REMEMBERED = 4_096;
    static final int QUEUE = 512;
    /** How long events are still remembered when nobody listens any more, but may come back. */
    private static final Duration MAY_COME_BACK = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(EventHub.class);
    private static final String RESYNC = "resync";
    private static final Message END = new Message("", "end", "");

    private final int mostPerAccount;
    private final LongSupplier nanos;
    private final Set<Subscription> subscriptions = new LinkedHashSet<>();
    private final Deque<Told> remembered = new ArrayDeque<>();
    /** Changes whenever something may have been missed: with another process, or after a pause. */
    private long epoch;

    private long counter;
    private long listenedAt;
    private boolean closed;

    /**
     * @param epoch differs between any two processes and starts
     * @param nanos a clock that only goes forward
     */
    public EventHub(int mostPerAccount, long epoch, LongSupplier nanos) {
        this.mostPerAccount = mostPerAccount;
        this.epoch = epoch;
        this.nanos = nanos;
        this.listenedAt = nanos.getAsLong() - MAY_COME_BACK.toNanos() - 1;
    }

    /** One message of the stream. */
    public record Message(String id, String name, String data) {}

    private record Told(long counter, Message message, TicketAccess access, Predicate<Caller> audience) {
        boolean isFor(Caller caller) {
            return access.isGrantedTo(caller) && audience.test(caller);
        }
    }

    /**
     * @param lastEventId the last that the page has seen, if it comes back
     * @return empty if this account has as many streams as it may
     */
    public synchronized Optional<Subscription> subscribe(Caller caller, @Nullable String lastEventId) {
        long mine = subscriptions.stream()
                .filter(each -> each.caller.account().equals(caller.account())
                        && each.caller.district().equals(caller.district()))
                .count();
        if (mine >= mostPerAccount) {
            return Optional.empty();
        }
        Subscription subscription = new Subscription(caller);
        if (lastEventId != null && !lastEventId.isEmpty()) {
            resume(subscription, lastEventId);
        }
        if (closed) {
            subscription.over = true;
        } else {
            subscriptions.add(subscription);
        }
        return Optional.of(subscription);
    }

    private void resume(Subscription subscription, String lastEventId) {
        long seen = counterOf(lastEventId);
        long oldest = remembered.isEmpty() ? counter + 1 : remembered.getFirst().counter();
        if (seen < oldest - 1 || seen > counter) {
            subscription.backlog.add(resync());
            return;
        }
        for (Told told : remembered) {
            if (told.counter() > seen && told.isFor(subscription.caller)) {
                subscription.backlog.add(told.message());
            }
        }
    }

    /** The counter of an id of this epoch; -1 for anything else. */
    private long counterOf(String id) {
        String prefix = epoch + "-";
        try {
            return id.startsWith(prefix) ? Long.parseLong(id.substring(prefix.length())) : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private Message resync() {
        return new Message(epoch + "-" + counter, RESYNC, "{}");
    }

    /** @param audience who of those that may see the ticket may know of this */
    synchronized void tell(Streamed event, TicketAccess access, Predicate<Caller> audience) {
        counter++;
        Message message = new Message(epoch + "-" + counter, event.event(), Json.MAPPER.writeValueAsString(event));
        Told told = new Told(counter, message, access, audience);
        remembered.addLast(told);
        if (remembered.size() > REMEMBERED) {
            remembered.removeFirst();
        }
        subscriptions.removeIf(each -> told.isFor(each.caller) && !each.take(message));
    }

    /** Something was missed: every page shall load anew. */
    synchronized void tellToLoadAnew() {
        beginAnew();
        Message resync = resync();
        subscriptions.removeIf(each -> !each.take(resync));
    }

    /** Whether somebody listens, or did a moment ago. If not, what happens need not be told, and is forgotten. */
    synchronized boolean isListenedTo() {
        if (!subscriptions.isEmpty()) {
            listenedAt = nanos.getAsLong();
        }
        if (nanos.getAsLong() - listenedAt <= MAY_COME_BACK.toNanos()) {
            return true;
        }
        if (!remembered.isEmpty() || counter > 0) {
            beginAnew();
        }
        return false;
    }

    private void beginAnew() {
        epoch++;
        counter = 0;
        remembered.clear();
    }

    /** Ends all streams, so that the server can stop. */
    public synchronized void close() {
        closed = true;
        subscriptions.forEach(Subscription::end);
        subscriptions.clear();
    }

    private synchronized void remove(Subscription subscription) {
        listenedAt = nanos.getAsLong();
        subscriptions.remove(subscription);
    }

    /** One page's stream. */
    public final class Subscription implements AutoCloseable {
        private final Caller caller;
        private final Deque<Message> backlog = new ArrayDeque<>();
        private final BlockingQueue<Message> queue = new ArrayBlockingQueue<>(QUEUE);
        private volatile boolean over;

        private Subscription(Caller caller) {
            this.caller = caller;
        }

        private boolean take(Message message) {
            if (!queue.offer(message)) {
                // It reads slower than things happen. Let it come back and load anew.
                over = true;
            }
            return !over;
        }

        private void end() {
            over = true;
            // Wakes it, if it waits.
            if (!queue.offer(END)) {
                LOG.debug("{} has enough to read", caller.account());
            }
        }

        /** @return null if nothing happened for so long */
        public @Nullable Message next(Duration patience) throws InterruptedException {
            Message late = backlog.pollFirst();
            return late == null ? queue.poll(patience.toNanos(), TimeUnit.NANOSECONDS) : late;
        }

        /** Whether the stream shall end: the server stops, or the page did not keep up. */
        public boolean isOver() {
            return over;
        }

        @Override
        public void close() {
            remove(this);
        }
    }
}
