package org.zhuqi.ticket.application.export;

import java.time.Instant;
import org.zhuqi.contracts.id.DistrictId;

/**
 * Which part of the log is exported.
 *
 * @param from of business time, inclusive
 * @param to of business time, exclusive
 */
public record LogPeriod(DistrictId district, Instant from, Instant to, Cohort cohort) {
    /** What the period is about, as with the figures. */
    public enum Cohort {
        /** The events that happened in it. */
        HAPPENED,
        /** All events of the tickets that were received in it: whole cases, whenever they ended. */
        RECEIVED
    }
}
