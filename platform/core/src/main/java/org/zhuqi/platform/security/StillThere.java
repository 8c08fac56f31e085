package org.zhuqi.platform.security;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** Whether who was let in would be let in again now, as the same: for answers that last, such as live streams. */
public final class StillThere {
    private final Callers callers;

    StillThere(Callers callers) {
        this.callers = callers;
    }

    public boolean is(Authentication authentication) {
        if (!(authentication instanceof CallerAuthentication known)) {
            return false;
        }
        try {
            Caller then = known.getPrincipal();
            return callers.of(known.getCredentials())
                    .inDistrict(then.district())
                    .equals(then);
        } catch (InvalidBearerTokenException e) {
            return false;
        }
    }
}
