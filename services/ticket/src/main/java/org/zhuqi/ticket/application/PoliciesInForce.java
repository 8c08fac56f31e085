package org.zhuqi.ticket.application;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.rule.PolicyAnnounced;
import org.zhuqi.platform.calendar.CalendarTable;
import org.zhuqi.platform.calendar.Counting;
import org.zhuqi.platform.calendar.Span;
import org.zhuqi.platform.calendar.UnknownYearException;
import org.zhuqi.platform.calendar.WorkingCalendar;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.messaging.Wire.UnreadableMessageException;
import org.zhuqi.ticket.domain.Ticket;

/**
 * Which version of the timeliness policy is frozen onto a ticket, as announced. Of what the policy says only one thing
 * concerns the engine: how long a unit may object.
 */
public final class PoliciesInForce {
    private static final Logger LOG = LoggerFactory.getLogger(PoliciesInForce.class);
    /** No district is called so: their codes are capitals. */
    private static final String EVERYWHERE_ELSE = "*";

    private final Map<String, NavigableMap<Instant, String>> byDistrict = new ConcurrentHashMap<>();
    private final Map<Named, NavigableMap<Instant, String>> byName = new ConcurrentHashMap<>();

    /** A policy of a district, whatever its version. */
    private record Named(String district, String policy) {}

    private final Map<String, Window> windows = new ConcurrentHashMap<>();
    private final CalendarTable calendars = new CalendarTable();

    private record Window(Span within, Counting counting) {}

    public void arrived(List<ConsumerRecord<String, byte[]>> records) {
        calendars.arrived(records);
        for (ConsumerRecord<String, byte[]> record : records) {
            if (record.value() == null) {
                continue;
            }
            try {
                Wire.readRule(record, PolicyAnnounced.CE_TYPE, PolicyAnnounced.class)
                        .ifPresent(this::put);
            } catch (UnreadableMessageException | IllegalArgumentException e) {
                LOG.error("the rule '{}' cannot be read and is left out: {}", record.key(), e.getMessage());
            }
        }
    }

    private void put(PolicyAnnounced announced) {
        PolicyAnnounced.ObjectionWindow window = announced.objectionsWithin();
        if (window != null) {
            windows.put(
                    announced.policyVersion(),
                    new Window(Span.parse(window.within()), Counting.valueOf(window.counted())));
        }
        String district = announced.district() == null
                ? EVERYWHERE_ELSE
                : announced.district().text();
        put(byName, new Named(district, nameOf(announced.policyVersion())), announced);
        if (!Boolean.TRUE.equals(announced.onlyWhenAsked())) {
            put(byDistrict, district, announced);
        }
    }

    private static <K> void put(Map<K, NavigableMap<Instant, String>> versions, K key, PolicyAnnounced announced) {
        versions.computeIfAbsent(key, any -> new ConcurrentSkipListMap<>())
                .put(announced.effectiveFrom(), announced.policyVersion());
    }

    /** What stands before the version: 135-staged of 135-staged@1. */
    private static String nameOf(String version) {
        int end = version.indexOf('@');
        return end < 0 ? version : version.substring(0, end);
    }

    /**
     * Until when the present lead of a ticket may object to its dispatch, counted along the district's working calendar. Null,
     * so that no window limits it, if the ticket's policy announced none, and where the due instant cannot be said: while no
     * calendar is announced, and if it lies in a year whose holidays are not.
     */
    public @Nullable Instant objectionsUntil(Ticket ticket) {
        String policy = ticket.policyVersion();
        Window window = policy == null ? null : windows.get(policy);
        WorkingCalendar calendar = calendars.of(ticket.district());
        if (window == null || calendar == null || ticket.leadSince() == null) {
            return null;
        }
        try {
            return calendar.add(ticket.leadSince(), window.within(), window.counting());
        } catch (UnknownYearException e) {
            return null;
        }
    }

    /**
     * The district's own policy, else the common one; null if none was announced for that time.
     *
     * @param asked the name of the policy that the ordered item asks for; one that was not announced for that time is not
     *     asked for
     */
    public @Nullable String version(DistrictId district, Instant submittedAt, @Nullable String asked) {
        String here = district.text();
        String named = asked == null
                ? null
                : either(
                        inForce(byName.get(new Named(here, asked)), submittedAt),
                        inForce(byName.get(new Named(EVERYWHERE_ELSE, asked)), submittedAt));
        return either(
                named,
                either(
                        inForce(byDistrict.get(here), submittedAt),
                        inForce(byDistrict.get(EVERYWHERE_ELSE), submittedAt)));
    }

    private static @Nullable String either(@Nullable String first, @Nullable String second) {
        return first == null ? second : first;
    }

    private static @Nullable String inForce(@Nullable NavigableMap<Instant, String> versions, Instant at) {
        Map.Entry<Instant, String> entry = versions == null ? null : versions.floorEntry(at);
        return entry == null ? null : entry.getValue();
    }
}
