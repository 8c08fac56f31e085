package org.zhuqi.desk.application;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.zhuqi.contracts.TicketMessage;
import org.zhuqi.contracts.Topics;
import org.zhuqi.contracts.clock.ClockMessage;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.desk.domain.Audience;
import org.zhuqi.desk.postgres.Clocks;
import org.zhuqi.desk.postgres.Tickets;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.messaging.Wire.UnreadableMessageException;
import org.zhuqi.platform.security.TicketAccess;

/**
 * Passes events of tickets and of their clocks on to the live pages, but only once the read side shows them, or a page would load what was before. Every
 * process hears every event from the topics, whichever process projects it, and looks into the database how far that is.
 */
public final class TellingEvents implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(TellingEvents.class);
    private static final int MOST_WAITING = 10_000;
    private static final int AT_ONCE = 1_000;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);
    private static final Duration UNHEARD_FOR = Duration.ofSeconds(3);
    /** An event that is not shown after so long is not waited for; the pages are told to load anew instead. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EventHub hub;
    private final Tickets tickets;
    private final Clocks clocks;
    private final CommittedTickets committed;
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>(MOST_WAITING);
    /** What nobody wanted to hear just now, unread: a page that comes may load before the read side shows it. */
    private final Deque<Unheard> unheard = new ArrayDeque<>();

    private volatile boolean missed;
    private volatile boolean running;
    private volatile @Nullable Thread thread;

    private record Arrival(TicketMessage message, long nanos) {}

    private record Unheard(List<ConsumerRecord<String, byte[]>> records, long nanos) {}

    public TellingEvents(EventHub hub, Tickets tickets, Clocks clocks, CommittedTickets committed) {
        this.hub = hub;
        this.tickets = tickets;
        this.clocks = clocks;
        this.committed = committed;
    }

    /** From the tails of both topics; never waits. */
    public void arrived(List<ConsumerRecord<String, byte[]>> records) {
        long now = System.nanoTime();
        synchronized (unheard) {
            unheard.addLast(new Unheard(records, now));
            if (!hub.isListenedTo()) {
                while (now - unheard.getFirst().nanos() > UNHEARD_FOR.toNanos()) {
                    unheard.removeFirst();
                }
                return;
            }
        }
        hear();
    }

    private void hear() {
        synchronized (unheard) {
            for (Unheard batch = unheard.pollFirst(); batch != null; batch = unheard.pollFirst()) {
                batch.records().forEach(this::hear);
            }
        }
    }

    private void hear(ConsumerRecord<String, byte[]> record) {
        try {
            if (!arrivals.offer(new Arrival(read(record), System.nanoTime()))) {
                missed = true;
            }
        } catch (UnreadableMessageException e) {
            LOG.debug("not told: {}", e.getMessage());
        }
    }

    private static TicketMessage read(ConsumerRecord<String, byte[]> record) {
        return record.topic().equals(Topics.CLOCKS) ? Wire.readClock(record) : Wire.readEvent(record);
    }

    private void run() {
        List<Arrival> waiting = new ArrayList<>();
        while (running) {
            try {
                step(waiting);
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("Live pages wait: the database does not answer: {}", e.getMessage());
                pause(AFTER_A_FAILURE);
            } catch (InterruptedException e) {
                LOG.debug("woken");
            }
        }
    }

    private void step(List<Arrival> waiting) throws InterruptedException {
        if (waiting.isEmpty()) {
            if (hub.isListenedTo()) {
                hear();
            }
            Arrival first = arrivals.poll(200, TimeUnit.MILLISECONDS);
            if (first == null) {
                return;
            }
            waiting.add(first);
        }
        arrivals.drainTo(waiting, AT_ONCE - Math.min(waiting.size(), AT_ONCE));
        Set<TicketId> ids =
                waiting.stream().map(arrival -> arrival.message().ticketId()).collect(Collectors.toUnmodifiableSet());
        try (CommittedTickets.Bell bell = committed.bellFor(ids)) {
            Map<TicketId, TicketAccess> shown = tickets.access(ids);
            Map<TicketId, Long> counted = clocks.sequences(clocked(waiting));
            waiting.removeIf(arrival -> tell(arrival.message(), shown, counted));
            if (missed || isTooOld(waiting)) {
                missed = false;
                waiting.clear();
                arrivals.clear();
                hub.tellToLoadAnew();
            } else if (!waiting.isEmpty()) {
                bell.await(LOOK_AGAIN);
            }
        }
    }

    private static Set<TicketId> clocked(List<Arrival> waiting) {
        return waiting.stream()
                .filter(arrival -> arrival.message() instanceof ClockMessage<?>)
                .map(arrival -> arrival.message().ticketId())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** @return false if it is not shown yet */
    private boolean tell(TicketMessage message, Map<TicketId, TicketAccess> shown, Map<TicketId, Long> counted) {
        TicketAccess access = shown.get(message.ticketId());
        if (access == null) {
            return false;
        }
        if (message instanceof ClockMessage<?> clock) {
            if (counted.getOrDefault(clock.ticketId(), 0L) < clock.sequence()) {
                return false;
            }
            boolean internal = StreamedClock.isInternal(clock.event());
            hub.tell(StreamedClock.of(clock), access, caller -> !internal || TicketAccess.showsInternalNotesTo(caller));
        } else if (message instanceof EventMessage<?> event) {
            if (access.version() < event.sequence()) {
                return false;
            }
            boolean internal = DeskFold.isInternal(event.event());
            hub.tell(
                    StreamedEvent.of(event),
                    access,
                    caller -> Audience.mayRead(event.type(), internal, event.actor(), caller));
        }
        return true;
    }

    private static boolean isTooOld(List<Arrival> waiting) {
        return !waiting.isEmpty() && System.nanoTime() - waiting.get(0).nanos() > PATIENCE.toNanos();
    }

    private void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            LOG.debug("woken");
        }
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("zhuqi-desk-telling").daemon(true).start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        hub.close();
        Thread telling = thread;
        if (telling != null) {
            telling.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the tail that feeds it, and stopped before the web server, which waits for open streams. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
