package org.zhuqi.timeliness.application;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.timeliness.postgres.TicketRows;

/** The tickets that a district had in a period, gone through once, page by page: of any number few are in memory. */
final class PastTickets {
    private static final int PAGE = 1_000;

    private final TicketRows tickets;
    private final DistrictId district;
    private final Instant from;
    private final Instant to;
    private @Nullable TicketRecord last;
    private boolean done;

    /**
     * @param from submitted from then on
     * @param to submitted before then
     */
    PastTickets(TicketRows tickets, DistrictId district, Instant from, Instant to) {
        this.tickets = tickets;
        this.district = district;
        this.from = from;
        this.to = to;
    }

    /** The next of them in the order of their submission; empty once all were there. */
    List<TicketRecord> next() {
        if (done) {
            return List.of();
        }
        List<TicketRecord> page = tickets.submitted(district, from, to, last, PAGE);
        done = page.size() < PAGE;
        last = page.isEmpty() ? last : page.getLast();
        return page;
    }
}
