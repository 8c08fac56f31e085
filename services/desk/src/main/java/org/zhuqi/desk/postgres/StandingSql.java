package org.zhuqi.desk.postgres;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.stream.Collectors;
import org.zhuqi.desk.domain.Standing;

/** How it stands with the time of a ticket, as a condition on {@code desk.ticket t}; {@link org.zhuqi.desk.domain.Timing#standing} in SQL. */
final class StandingSql {
    private static final String RUNS = "(t.paused_since is null or t.paused_since >= t.due)";

    private StandingSql() {}

    /** Any of them; nothing for an empty collection. */
    static void restrict(Conditions where, Collection<Standing> standings, Instant now) {
        if (!standings.isEmpty()) {
            where.and(
                    standings.stream()
                            .distinct()
                            .map(StandingSql::condition)
                            .collect(Collectors.joining(" or ", "(", ")")),
                    "now",
                    now.atOffset(ZoneOffset.UTC));
        }
    }

    private static String condition(Standing standing) {
        return switch (standing) {
            case ON_TIME -> "t.due >= :now and coalesce(t.soon_at > :now, true) and " + RUNS;
            case SOON -> "t.due >= :now and t.soon_at <= :now and " + RUNS;
            case OVERDUE -> "t.due < :now and " + RUNS;
            case PAUSED -> "t.paused_since < t.due";
            case DONE -> "t.clocks_ended";
            case UNKNOWN -> "t.due_stage is not null and t.due is null";
        };
    }
}
