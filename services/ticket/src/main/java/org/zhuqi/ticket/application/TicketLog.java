package org.zhuqi.ticket.application;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.zhuqi.contracts.event.EventSummary;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.TicketId;

/** The log and the tickets, as a batch needs them: a fixed number of statements whatever its size. */
public interface TicketLog {

    Map<TicketId, TicketRow> tickets(Collection<TicketId> ids);

    Map<CommandId, KnownCommand> known(Collection<CommandId> ids);

    /** What happened to each ticket after the version given with it. */
    Map<TicketId, List<EventSummary>> since(Map<TicketId, Long> versions);

    /**
     * The first of so many new numbers for each district and year. Locks those counters until the transaction ends.
     *
     * @return the first counter value of each run
     */
    Map<NumberSeries, Long> allocate(Map<NumberSeries, Integer> wanted);

    /** @throws org.springframework.dao.DuplicateKeyException if another engine was first */
    void append(Collection<NewEvent> events);

    void save(Collection<TicketRow> tickets, Instant at);

    void saveRefusals(Collection<RefusedCommand> refusals);

    void bury(Collection<DeadLetter> letters, Instant at);

    /** The numbers of one district and year of submission. */
    record NumberSeries(DistrictId district, int year) implements Comparable<NumberSeries> {
        @Override
        public int compareTo(NumberSeries other) {
            int byDistrict = district.value().compareTo(other.district.value());
            return byDistrict != 0 ? byDistrict : Integer.compare(year, other.year);
        }
    }
}
