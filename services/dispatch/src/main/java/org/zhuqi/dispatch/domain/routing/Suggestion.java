package org.zhuqi.dispatch.domain.routing;

import java.util.List;
import org.zhuqi.contracts.id.UnitId;

/**
 * A unit that may lead.
 *
 * @param score its part of all points, 0 to 1
 * @param points the sum of the reasons' points: so many cases speak for it
 * @param automatic whether the district wants no coordinator for it: the menu says so, or a rule that names this unit
 * @param reasons the weightiest first
 */
public record Suggestion(
        UnitId unit, double score, double points, boolean automatic, List<UnitId> assistants, List<Reason> reasons) {
    public Suggestion {
        assistants = List.copyOf(assistants);
        reasons = List.copyOf(reasons);
    }
}
