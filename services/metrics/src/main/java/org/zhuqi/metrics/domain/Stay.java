package org.zhuqi.metrics.domain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time in which a ticket is in stock.
 *
 * @param from in microseconds since 1970
 * @param until the first instant at which it is no more; null while it is not known to leave
 */
public record Stay(long from, @Nullable Long until) {
    /** The stretches in which the condition holds, in order of time; none touches the next. */
    public static List<Stay> of(List<Standing> standings, Condition condition) {
        List<Stay> stays = new ArrayList<>();
        Long since = null;
        for (Standing standing : standings) {
            boolean holds = condition.holds(standing.facts());
            if (holds && since == null) {
                since = standing.from();
            } else if (!holds && since != null) {
                stays.add(new Stay(since, standing.from()));
                since = null;
            }
        }
        if (since != null) {
            stays.add(new Stay(since, null));
        }
        return stays;
    }
}
