package org.zhuqi.platform.calendar;

import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.rule.CalendarAnnounced;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.messaging.Wire.UnreadableMessageException;

/** The working calendars in force, as they are announced. The last word on each district counts. */
public final class CalendarTable {
    private static final Logger LOG = LoggerFactory.getLogger(CalendarTable.class);

    private final Map<DistrictId, WorkingCalendar> ofDistricts = new ConcurrentHashMap<>();
    private volatile @Nullable WorkingCalendar common;

    /** From the topic's tail. */
    public void arrived(List<ConsumerRecord<String, byte[]>> records) {
        records.forEach(this::arrived);
    }

    private void arrived(ConsumerRecord<String, byte[]> record) {
        try {
            Wire.readRule(record, CalendarAnnounced.CE_TYPE, CalendarAnnounced.class)
                    .ifPresent(this::put);
        } catch (UnreadableMessageException | IllegalArgumentException | DateTimeException e) {
            // Without it whoever asks goes on with the calendar before, rather than with none.
            LOG.error(
                    "The rule '{}' is not understood, the one before stays in force: {}", record.key(), e.getMessage());
        }
    }

    private void put(CalendarAnnounced announced) {
        WorkingCalendar calendar = WorkingCalendar.of(AnnouncedCalendar.rules(announced));
        if (announced.district() == null) {
            common = calendar;
        } else {
            ofDistricts.put(announced.district(), calendar);
        }
    }

    /** @return null while none was announced */
    public @Nullable WorkingCalendar of(DistrictId district) {
        WorkingCalendar own = ofDistricts.get(district);
        return own == null ? common : own;
    }
}
