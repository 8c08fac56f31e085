package org.zhuqi.metrics.application;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.metrics.domain.PrintRules;
import org.zhuqi.metrics.postgres.PrintRulesRows;

/** How districts print their figures. Every version is kept, with who made it: what was printed can be printed again. */
public final class Printing {
    private final PrintRulesRows rows;
    private final InstantSource now;

    public Printing(PrintRulesRows rows, InstantSource now) {
        this.rows = rows;
        this.now = now;
    }

    /** @param version 0 where nobody has said anything yet, with neither time nor account */
    public record Stored(
            long version,
            PrintRules rules,
            @Nullable Instant changedAt,
            @Nullable AccountId changedBy) {}

    /** What came of wanting to replace the rules. */
    public sealed interface Replacing {
        record Replaced(Stored stored) implements Replacing {}

        /** @param version that they have now */
        record Stale(long version) implements Replacing {}
    }

    public Stored of(DistrictId district) {
        return rows.last(district).orElseGet(() -> new Stored(0, PrintRules.NONE, null, null));
    }

    /** The latest first. */
    public List<Stored> versions(DistrictId district) {
        return rows.all(district);
    }

    /** @param expected the version on which the caller decided */
    public Replacing replace(DistrictId district, long expected, PrintRules rules, AccountId by) {
        Stored next = new Stored(expected + 1, rules, now.instant().truncatedTo(ChronoUnit.MICROS), by);
        return rows.add(district, next)
                ? new Replacing.Replaced(next)
                : new Replacing.Stale(of(district).version());
    }
}
