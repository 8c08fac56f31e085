package org.zhuqi.platform.web;

import java.util.Map;
import org.springframework.security.authorization.AuthorizationResult;

/**
 * A request that is not let in, and the sentence that says why. For an {@code AuthorizationManager}; {@link Problems}
 * answers it.
 *
 * @param headers that go with the answer
 */
public record Refused(Problem problem, Map<String, String> headers) implements AuthorizationResult {
    private static final long serialVersionUID = 1L;

    public static Refused because(Problem problem) {
        return new Refused(problem, Map.of());
    }

    @Override
    public boolean isGranted() {
        return false;
    }
}
