package org.zhuqi.directory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;

/** What one keeps for one's own pages: nobody else has it, and it is not without end. */
final class PreferencesTest extends TestDirectory {
    private static final String FILTERS = "/api/v1/me/preferences/desk-filters";

    private Caller me() {
        return Callers.in(district, Callers.inRole("me-" + district, Role.COORDINATOR));
    }

    private String kept(Caller caller, String path, int status) {
        return send(caller, "GET", path, null, 0, status).toString();
    }

    @Test
    void whatIsKeptIsOnesOwn() {
        assertThat(kept(me(), FILTERS, 204)).isEqualTo("{}");
        send(me(), "PUT", FILTERS, "[{\"name\": \"临期\", \"standing\": \"SOON\"}]", 0, 204);
        send(me(), "PUT", FILTERS, "[{\"name\": \"超期\"}]", 0, 204);
        assertThat(kept(me(), FILTERS, 200)).isEqualTo("[{\"name\":\"超期\"}]");
        assertThat(kept(Callers.in(district, Callers.inRole("another", Role.COORDINATOR)), FILTERS, 204))
                .isEqualTo("{}");
        send(me(), "DELETE", FILTERS, null, 0, 204);
        assertThat(kept(me(), FILTERS, 204)).isEqualTo("{}");
    }

    @Test
    void itIsNotWithoutEnd() {
        send(me(), "PUT", FILTERS, "\"%s\"".formatted("x".repeat(16 * 1024)), 0, 413);
        send(me(), "PUT", FILTERS, "{", 0, 400);
        send(me(), "PUT", "/api/v1/me/preferences/Ä", "1", 0, 400);
        for (int i = 0; i < 50; i++) {
            send(me(), "PUT", "/api/v1/me/preferences/key-" + i, "1", 0, 204);
        }
        send(me(), "PUT", "/api/v1/me/preferences/one-more", "1", 0, 422);
        send(me(), "PUT", "/api/v1/me/preferences/key-7", "2", 0, 204);
    }
}
