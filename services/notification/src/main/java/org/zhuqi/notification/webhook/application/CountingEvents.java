package org.zhuqi.notification.webhook.application;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.NumberedMessage;
import org.zhuqi.contracts.Topics;
import org.zhuqi.contracts.clock.ClockMessage;
import org.zhuqi.contracts.dispatch.DispatchMessage;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.Identifier;
import org.zhuqi.notification.webhook.domain.CloudEventBody;
import org.zhuqi.notification.webhook.domain.Named;
import org.zhuqi.notification.webhook.domain.SubjectEvent;
import org.zhuqi.notification.webhook.domain.Subscription;
import org.zhuqi.notification.webhook.postgres.DeliveryRows;
import org.zhuqi.notification.webhook.postgres.EventRows;
import org.zhuqi.notification.webhook.postgres.SubjectRows;
import org.zhuqi.notification.webhook.postgres.SubjectRows.Known;
import org.zhuqi.notification.webhook.postgres.SubscriptionRows;
import org.zhuqi.platform.messaging.CloudEventHeaders;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.projection.BrokenHistoryException;
import org.zhuqi.platform.projection.Fold;
import org.zhuqi.platform.projection.Lane;
import org.zhuqi.platform.projection.ProjectionAlarm;
import org.zhuqi.platform.projection.ProjectionAlarm.Stop;

/**
 * Counts the events of a topic in, and in the same transaction puts them into the queue of every subscription that asks for
 * them: a batch that comes again adds nothing, and none is passed over.
 */
public final class CountingEvents {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final String topic;
    private final Function<ConsumerRecord<String, byte[]>, NumberedMessage<?>> reader;
    private final SubjectRows subjects;
    private final SubscriptionRows subscriptions;
    private final EventRows events;
    private final DeliveryRows deliveries;
    private final Runnable news;
    private final TransactionTemplate transaction;
    private final InstantSource now;
    private final ProjectionAlarm alarm;

    /**
     * @param topic one of the three on which events stand
     * @param news is called when something waits to be sent
     */
    public CountingEvents(
            String topic,
            SubjectRows subjects,
            SubscriptionRows subscriptions,
            EventRows events,
            DeliveryRows deliveries,
            Runnable news,
            TransactionTemplate transaction,
            InstantSource now,
            ProjectionAlarm alarm) {
        this.topic = topic;
        this.reader = switch (topic) {
            case Topics.EVENTS -> Wire::readEvent;
            case Topics.CLOCKS -> Wire::readClock;
            case Topics.DISPATCH -> Wire::readDispatch;
            default -> throw new IllegalArgumentException("nobody can ask for what stands on " + topic);
        };
        this.subjects = subjects;
        this.subscriptions = subscriptions;
        this.events = events;
        this.deliveries = deliveries;
        this.news = news;
        this.transaction = transaction;
        this.now = now;
        this.alarm = alarm;
    }

    /** A message, and the record as it stands on the topic. */
    private record Arrived(NumberedMessage<?> message, ConsumerRecord<String, byte[]> source)
            implements NumberedMessage<Identifier> {
        @Override
        public Identifier about() {
            return message.about();
        }

        @Override
        public String noun() {
            return message.noun();
        }

        @Override
        public String named() {
            return message.named();
        }

        @Override
        public long sequence() {
            return message.sequence();
        }

        UUID id() {
            return UUID.fromString(message.about().text());
        }
    }

    /** @return the partitions that cannot go on, at most one stop for each; all that comes before is committed */
    public List<Stop> project(List<ConsumerRecord<String, byte[]>> records) {
        List<Lane<Arrived>> lanes = Lane.of(records, record -> new Arrived(reader.apply(record), record));
        Set<UUID> about = lanes.stream()
                .flatMap(lane -> lane.messages().stream())
                .map(Arrived::id)
                .collect(Collectors.toSet());
        List<Subscription> asking = subscriptions.of(lanes.stream()
                .flatMap(lane -> lane.messages().stream())
                .map(arrived -> district(arrived.message()))
                .collect(Collectors.toSet()));
        Map<UUID, Known> tickets = topic.equals(Topics.CLOCKS) && !asking.isEmpty() ? tickets(lanes) : Map.of();
        List<Stop> stops = new ArrayList<>();
        Boolean waiting = transaction.execute(status -> {
            stops.clear();
            History history = new History(subjects.lock(topic, about), tickets, !asking.isEmpty());
            stops.addAll(Lane.feedAll(lanes, history));
            subjects.save(topic, history.changed());
            return queue(history.happened, asking);
        });
        alarm.after(lanes, stops);
        if (Boolean.TRUE.equals(waiting)) {
            news.run();
        }
        return stops;
    }

    /** Events are kept where there is a subscription, whatever it asks for: it may ask for more, and for a period once more. */
    private boolean queue(List<SubjectEvent> happened, List<Subscription> asking) {
        Set<DistrictId> districts = asking.stream().map(Subscription::district).collect(Collectors.toSet());
        List<DeliveryRows.New> queued = new ArrayList<>();
        for (SubjectEvent event : happened) {
            if (districts.contains(event.district())) {
                events.add(event)
                        .ifPresent(id -> asking.stream()
                                .filter(subscription -> subscription.asksFor(event))
                                .map(subscription -> new DeliveryRows.New(subscription.id(), id, event.about()))
                                .forEach(queued::add));
            }
        }
        Instant at = now.instant();
        deliveries.add(queued, at);
        return !queued.isEmpty();
    }

    /**
     * What the tickets of these clocks have named. Clocks run after their tickets, but are another topic: those are waited for
     * a little, and what has not come by then holds its partition.
     */
    private Map<UUID, Known> tickets(List<Lane<Arrived>> lanes) {
        Map<UUID, Long> needed = new HashMap<>();
        lanes.stream()
                .flatMap(lane -> lane.messages().stream())
                .forEach(arrived -> needed.merge(arrived.id(), ticketVersion(arrived.message()), Math::max));
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Map<UUID, Known> known = subjects.find(Topics.EVENTS, needed.keySet());
            boolean all = needed.entrySet().stream().allMatch(each -> {
                Known ticket = known.get(each.getKey());
                return ticket != null && ticket.version() >= each.getValue();
            });
            if (all || System.nanoTime() > until) {
                return known;
            }
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return known;
            }
        }
    }

    private static long ticketVersion(NumberedMessage<?> message) {
        return message instanceof ClockMessage<?> clock ? clock.ticketVersion() : 0;
    }

    private static DistrictId district(NumberedMessage<?> message) {
        return switch (message) {
            case EventMessage<?> event -> event.district();
            case ClockMessage<?> clock -> clock.district();
            case DispatchMessage<?> beside -> beside.district();
            default -> throw new IllegalStateException("not read here: " + message);
        };
    }

    private static Instant recordedAt(NumberedMessage<?> message) {
        return switch (message) {
            case EventMessage<?> event -> event.recordedAt();
            case ClockMessage<?> clock -> clock.recordedAt();
            case DispatchMessage<?> beside -> beside.recordedAt();
            default -> throw new IllegalStateException("not read here: " + message);
        };
    }

    private final class History implements Fold<Arrived> {
        private final Map<UUID, Known> known;
        private final Map<UUID, Known> tickets;
        private final boolean asked;
        private final Set<UUID> touched = new LinkedHashSet<>();
        private final List<SubjectEvent> happened = new ArrayList<>();

        History(Map<UUID, Known> before, Map<UUID, Known> tickets, boolean asked) {
            this.known = new LinkedHashMap<>(before);
            this.tickets = tickets;
            this.asked = asked;
        }

        @Override
        public long version(Arrived arrived) {
            Known before = known.get(arrived.id());
            return before == null ? 0 : before.version();
        }

        @Override
        public void apply(Arrived arrived) {
            UUID id = arrived.id();
            Known before = known.get(id);
            Named named = Named.in((Record) arrived.message());
            Named soFar = before == null ? named : before.named().and(named);
            Named all = soFar;
            if (asked && arrived.message() instanceof ClockMessage<?> clock) {
                Known ticket = tickets.get(id);
                if (ticket == null || ticket.version() < clock.ticketVersion()) {
                    throw new BrokenHistoryException(
                            "event %d of ticket %s, after which its clocks were told, has not come"
                                    .formatted(clock.ticketVersion(), clock.named()));
                }
                all = soFar.and(ticket.named());
            }
            known.put(id, new Known(id, arrived.sequence(), soFar));
            touched.add(id);
            if (asked) {
                happened.add(happening(arrived, all));
            }
        }

        private SubjectEvent happening(Arrived arrived, Named all) {
            UUID id = arrived.id();
            ConsumerRecord<String, byte[]> source = arrived.source();
            return new SubjectEvent(
                    topic,
                    id,
                    arrived.sequence(),
                    district(arrived.message()),
                    header(source, CloudEventHeaders.ID, topic + "/" + id + "/" + arrived.sequence()),
                    header(source, CloudEventHeaders.TYPE, ""),
                    recordedAt(arrived.message()),
                    all.units(),
                    all.enterprises(),
                    CloudEventBody.of(source));
        }

        Collection<Known> changed() {
            return touched.stream()
                    .map(id -> known.getOrDefault(id, new Known(id, 0, Named.NOBODY)))
                    .toList();
        }
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name, String otherwise) {
        String value = CloudEventHeaders.text(record.headers(), name);
        return value == null ? otherwise : value;
    }
}
