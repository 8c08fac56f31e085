package org.zhuqi.dispatch.domain.routing;

import java.util.List;
import org.zhuqi.contracts.EscalationLevel;

/**
 * How far a district lets the system go by itself.
 *
 * @param automaticFrom the score of the first suggestion from which a ticket is dispatched automatically, 0 to 1
 * @param automaticMargin by how much it must be ahead of the second, 0 to 1
 * @param escalateAfterBounces 提级 with every so many bounces (退单, 改派); 0: never
 * @param escalateAfterRounds 提级 with every so many rounds that did not solve it; 0: never
 * @param ladder who looks after it then, one after the other
 */
public record RoutingSettings(
        double automaticFrom,
        double automaticMargin,
        int escalateAfterBounces,
        int escalateAfterRounds,
        List<EscalationLevel> ladder) {
    public static final RoutingSettings DEFAULT =
            new RoutingSettings(0.6, 0.25, 3, 3, List.of(EscalationLevel.values()));

    public RoutingSettings {
        ladder = List.copyOf(ladder);
    }
}
