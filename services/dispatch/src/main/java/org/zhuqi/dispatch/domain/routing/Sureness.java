package org.zhuqi.dispatch.domain.routing;

import java.util.List;
import java.util.Optional;

/** Whether a suggestion is sure enough to be followed without a coordinator. */
public final class Sureness {
    private Sureness() {}

    /** @param suggestions the best first */
    public static Optional<Suggestion> of(List<Suggestion> suggestions, RoutingSettings settings) {
        if (suggestions.isEmpty()) {
            return Optional.empty();
        }
        Suggestion first = suggestions.getFirst();
        double second = suggestions.size() == 1 ? 0 : suggestions.get(1).score();
        return first.automatic()
                        && first.score() >= settings.automaticFrom()
                        && first.score() - second >= settings.automaticMargin()
                ? Optional.of(first)
                : Optional.empty();
    }
}
