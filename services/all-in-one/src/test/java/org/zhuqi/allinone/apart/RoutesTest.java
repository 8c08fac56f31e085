package org.zhuqi.allinone.apart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhuqi.allinone.testkit.WholeSystem;
import org.zhuqi.platform.security.Door;
import org.zhuqi.platform.security.Doors;

/** The front door leads where somebody answers. */
class RoutesTest {
    private final List<Route> routes = Route.all(WholeSystem.installation().context());

    @Test
    void theFileIsUpToDate() throws IOException {
        if (Boolean.getBoolean("zhuqi.regenerate")) {
            Files.createDirectories(RoutesFile.FILE.getParent());
            Files.writeString(RoutesFile.FILE, RoutesFile.text(routes));
        }
        assertThat(RoutesFile.FILE)
                .as("infra/nginx/routes.conf is stale. To regenerate run: " + RoutesFile.COMMAND)
                .hasContent(RoutesFile.text(routes));
    }

    @Test
    void everyRequestGoesToWhoAnswersIt() {
        RoutesFile file = RoutesFile.read();
        assertThat(routes)
                .hasSizeGreaterThan(150)
                .allSatisfy(route -> assertThat(file.service(
                                route.method().equals(Route.ANY) ? "GET" : route.method(), route.example()))
                        .as(route.toString())
                        .isEqualTo(route.service()));
    }

    /** Every process says of itself how it is; that is not asked through the front door. */
    @Test
    void behindEveryDoorIsAService() {
        assertThat(Doors.TABLE)
                .filteredOn(door -> !door.path().getPatternString().startsWith("/actuator/"))
                .allSatisfy(door -> assertThat(routes)
                        .as(door.method() + " " + door.path())
                        .anySatisfy(route -> assertThat(isFor(route, door)).isTrue()));
    }

    private static boolean isFor(Route route, Door door) {
        String example = new Route("", "", door.path().getPatternString()).example();
        return (route.method().equals(Route.ANY)
                        || route.method().equals(door.method().name()))
                && RoutesFile.fits(route.pattern(), example);
    }

    @Test
    void whereOnePathBelongsToSeveralTheMethodDecides() {
        RoutesFile file = RoutesFile.read();
        assertThat(file.service("GET", "/api/v1/tickets")).isEqualTo("desk");
        assertThat(file.service("HEAD", "/api/v1/tickets")).isEqualTo("desk");
        assertThat(file.service("POST", "/api/v1/tickets")).isEqualTo("intake");
        assertThat(file.service("POST", "/api/v1/tickets/1/accept")).isEqualTo("intake");
        assertThat(file.service("GET", "/api/v1/tickets/1/clocks")).isEqualTo("timeliness");
        assertThat(file.service("PUT", "/api/v1/tickets/1/presence")).isEqualTo("desk");
        assertThat(file.service("GET", "/nowhere")).isEqualTo("portal");
        assertThat(file.service("GET", "/api/v1/metricsandmore")).isEqualTo("portal");
    }
}
