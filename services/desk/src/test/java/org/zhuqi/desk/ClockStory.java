package org.zhuqi.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.WarningLevel;
import org.zhuqi.contracts.clock.ClockEvent;
import org.zhuqi.contracts.clock.ClockMessage;
import org.zhuqi.contracts.clock.ClockReading;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.testkit.EventStory;

/** What the clocks of a ticket tell, in order. */
public final class ClockStory {
    private final TicketId ticket;
    private final TicketNumber number;
    private final List<ClockMessage<?>> messages = new ArrayList<>();

    private ClockStory(TicketId ticket, TicketNumber number) {
        this.ticket = ticket;
        this.number = number;
    }

    public static ClockStory of(EventStory story) {
        return of(story.ticket(), story.number());
    }

    public static ClockStory of(TicketId ticket, TicketNumber number) {
        return new ClockStory(ticket, number);
    }

    public ClockStory changed(ClockReading... clocks) {
        return tells(new ClockEvent.ClocksChanged(List.of(clocks)));
    }

    public ClockStory warned(String clock, WarningLevel level) {
        return tells(new ClockEvent.ClockWarned(
                clock, "answer", "办结", ClockScope.TICKET, null, level, "80%", Stories.MONDAY));
    }

    public ClockStory breached(String clock, Instant due) {
        return tells(new ClockEvent.ClockBreached(clock, "answer", "办结", ClockScope.TICKET, null, due));
    }

    private ClockStory tells(ClockEvent event) {
        messages.add(new ClockMessage<>(
                ticket,
                number,
                messages.size() + 1L,
                new DistrictId(number.value().substring(0, number.value().indexOf('-'))),
                1,
                "135-staged@1",
                "calendar-1",
                Stories.MONDAY.plusSeconds(messages.size()),
                Stories.MONDAY.plusSeconds(messages.size()),
                event));
        return this;
    }

    public TicketId ticket() {
        return ticket;
    }

    public long sequence() {
        return messages.size();
    }

    public List<ClockMessage<?>> messages() {
        return List.copyOf(messages);
    }

    public List<ProducerRecord<String, byte[]>> records() {
        return messages.stream().map(Wire::clock).toList();
    }

    /** The record of one event, by its sequence. */
    public ProducerRecord<String, byte[]> record(long sequence) {
        return Wire.clock(messages.get((int) sequence - 1));
    }
}
