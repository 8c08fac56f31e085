package org.zhuqi.metrics.application.export;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.metrics.application.Scope;

/**
 * A report that is made again and again.
 *
 * @param version 1 for a new one; every change makes the next
 * @param account who set it up or changed it last; what it shows is what this account might see then
 * @param nextAt when it is made next
 * @param last null as long as it was never made
 */
public record Schedule(
        UUID id,
        long version,
        DistrictId district,
        AccountId account,
        String held,
        boolean ofDistrict,
        Plan plan,
        Instant changedAt,
        Instant nextAt,
        @Nullable Last last) {
    /**
     * What is made, and when.
     *
     * @param formats each once, in the order in which they are made
     */
    public record Plan(String name, Cadence cadence, List<ExportFormat> formats, Content content) {
        public Plan {
            formats = List.copyOf(formats);
        }
    }

    /** For which part of the district, and how. */
    public record Content(Scope scope, Manner manner) {}

    /**
     * The last time.
     *
     * @param at when it was due
     * @param note what is to be said of it, such as that it came late
     */
    public record Last(
            Instant at,
            LocalDate from,
            LocalDate to,
            @Nullable Sentence note) {}
}
