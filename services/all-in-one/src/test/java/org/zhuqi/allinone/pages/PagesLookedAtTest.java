package org.zhuqi.allinone.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhuqi.allinone.testkit.Helpdesk;

/**
 * Every page, by whoever it is made for: on a phone and on a desk, light and dark, in Chinese and English. The pictures are
 * then in {@code target/screenshots}.
 */
class PagesLookedAtTest {
    /** Of the first page of an enterprise, compressed (the budget of the pages). */
    private static final int MOST_SCRIPT_BYTES = 250_000;

    private static final int WALL = 1920;

    private static final Path SOURCES = Path.of("..", "portal", "src", "main", "web", "src");
    private static final Pattern ROUTE =
            Pattern.compile("path: '(/[^']*)',\\s*(?:name: '[^']*',\\s*)?component:", Pattern.MULTILINE);

    /** Nobody stays on them. */
    private static final Set<String> PASSAGES = Set.of("/signed-in", "/signed-in-again");

    /** Account, route, and the path if the route alone does not name one. */
    private static final String LOOKED_AT = """
            qt-enterprise  /home
            qt-enterprise  /order
            qt-enterprise  /order/:item               /order/{item}
            qt-enterprise  /ordered/:ticket           /ordered/{ticket}
            qt-enterprise  /orders
            qt-enterprise  /tickets/:ticket           /tickets/{ticket}
            qt-enterprise  /common
            qt-enterprise  /common/:id                /common/{common}
            qt-enterprise  /supply
            qt-enterprise  /supply/new
            qt-enterprise  /supply/:id                /supply/{listing}
            qt-enterprise  /supply/:id/edit           /supply/{listing}/edit
            qt-enterprise  /appointments
            qt-enterprise  /more
            qt-enterprise  /account
            qt-enterprise  /inbox
            qt-enterprise  /inbox/settings
            qt-enterprise  /:missing(.*)*             /no/such/page
            qt-officer     /officer
            qt-officer     /officer/enterprises/:id   /officer/enterprises/{enterprise}
            qt-officer     /officer/visits
            qt-officer     /officer/visits/new
            qt-officer     /officer/visits/:id        /officer/visits/{visit}
            qt-officer     /orders
            qt-officer     /inbox
            qt-coordinator /desk
            qt-coordinator /desk                      /desk?section=ruling
            qt-coordinator /desk                      /desk?section=extension
            qt-coordinator /desk                      /desk?section=alike
            qt-coordinator /desk/all
            qt-coordinator /tickets/:ticket           /tickets/{ticket}
            qt-coordinator /meetings
            qt-coordinator /meetings/new
            qt-coordinator /meetings/:id              /meetings/{meeting}
            qt-coordinator /meetings/:id              /meetings/{held}
            qt-coordinator /meetings/:id/edit         /meetings/{meeting}/edit
            qt-coordinator /meetings/:id/minutes      /meetings/{held}/minutes
            qt-coordinator /hard-problems
            qt-coordinator /hard-problems/rounds
            qt-coordinator /hard-problems/rounds/:number /hard-problems/rounds/{round}
            qt-coordinator /hard-problems/:id         /hard-problems/{problem}
            qt-coordinator /visits
            qt-coordinator /listings
            qt-coordinator /listings/:id              /listings/{listing}
            qt-handler-zrzy /unit
            qt-handler-zrzy /unit/calendar
            qt-handler-zrzy /tickets/:ticket          /tickets/{ticket}
            qt-handler-zrzy /meetings/decisions
            qt-supervisor  /board
            qt-supervisor  /board/wall
            qt-supervisor  /figures
            qt-supervisor  /figures/:key              /figures/on-time
            qt-supervisor  /figures/:key/tickets      /figures/received/tickets
            qt-supervisor  /trust
            qt-supervisor  /exports
            qt-auditor     /audit/:part?              /audit
            qt-auditor     /audit/:part?              /audit/changes
            qt-auditor     /audit/:part?              /audit/personal
            qt-auditor     /audit/tickets/:ticket     /audit/tickets/{ticket}
            qt-admin       /admin/home
            qt-admin       /admin/directory/:kind?    /admin/directory
            qt-admin       /admin/directory/:kind?    /admin/directory/units
            qt-admin       /admin/import
            qt-coordinator /inbox
            qt-admin       /admin/accounts
            qt-admin       /admin/catalogue
            qt-admin       /admin/catalogue/:item     /admin/catalogue/{item}
            qt-admin       /admin/routing/:part?      /admin/routing
            qt-admin       /admin/routing/:part?      /admin/routing/settings
            qt-admin       /admin/policies
            qt-admin       /admin/policies/new
            qt-admin       /admin/policies/:version   /admin/policies/{policy}
            qt-admin       /admin/calendar
            qt-admin       /admin/figures
            qt-admin       /admin/notifications/:part? /admin/notifications
            qt-admin       /admin/notifications/:part? /admin/notifications/deliveries
            qt-admin       /admin/notifications/:part? /admin/notifications/robots
            qt-admin       /admin/notifications/:part? /admin/notifications/versions
            qt-admin       /admin/webhooks
            qt-admin       /admin/webhooks/:id        /admin/webhooks/{webhook}
            qt-admin       /admin/open311-keys
            zhuqi-admin    /admin/builds
            zhuqi-admin    /admin/dead-letters
            nobody         /
            """;

    private static final Map<String, Window> WINDOWS = new HashMap<>();
    private static Sights sights;

    /** One page as one account sees it. */
    record Look(String account, String route, String path) {
        static Look of(String line) {
            List<String> words = List.of(line.strip().split("\\s+"));
            return new Look(words.get(0), words.get(1), words.getLast());
        }

        String name() {
            return account + path.replaceAll("[^a-z]+", "-").replaceAll("-$", "");
        }

        @Override
        public String toString() {
            return account + " " + path;
        }
    }

    static Stream<Look> looks() {
        return LOOKED_AT.lines().map(Look::of);
    }

    @BeforeAll
    static void everythingIsThere() throws Exception {
        sights = Sights.made();
    }

    /** It says so if a browser complained. */
    @AfterAll
    static void leave() {
        WINDOWS.values().forEach(Window::close);
    }

    @ParameterizedTest
    @MethodSource("looks")
    void isInOrder(Look look) {
        Window chinese = at(look, "zh-CN");
        if (look.route().equals("/board/wall")) {
            Sight.look(chinese.page(), look.name(), ColorScheme.DARK, WALL);
            return;
        }
        Sight.look(chinese.page(), look.name(), ColorScheme.LIGHT, Chromium.PHONE);
        Sight.look(chinese.page(), look.name(), ColorScheme.DARK, Chromium.DESK);
        Sight.look(at(look, "en-GB").page(), look.name() + "-en", ColorScheme.LIGHT, Chromium.DESK);
    }

    private static Window at(Look look, String language) {
        String path = sights.in(look.path());
        if (look.account().equals("nobody")) {
            return window(look.account(), language).go("/app" + path);
        }
        boolean known = WINDOWS.containsKey(look.account() + language);
        Window window = window(look.account(), language);
        return known ? window.go("/app" + path) : window.open(path);
    }

    private static Window window(String account, String language) {
        return WINDOWS.computeIfAbsent(account + language, key -> Window.ofDesk(account, language));
    }

    @Test
    void noPageIsForgotten() {
        Set<String> routes = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            files.filter(file -> file.endsWith("index.ts") || file.endsWith("router.ts"))
                    .forEach(file -> ROUTE.matcher(read(file)).results().forEach(match -> routes.add(match.group(1))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        routes.removeAll(PASSAGES);
        assertThat(looks().map(Look::route).distinct()).containsExactlyInAnyOrderElementsOf(routes);
    }

    /** Of what the script beside the page asked for nothing is left: else the page asks for something else by now. */
    @ParameterizedTest
    @ValueSource(strings = {"/home", "/orders", "/order", "/order/{item}", "/tickets/{ticket}"})
    void whatIsAskedForAheadIsWhatThePageTakes(String path) {
        Queue<String> asked = new ConcurrentLinkedQueue<>();
        try (Window window = Window.ofPhone(Helpdesk.ENTERPRISE, "zh-CN")) {
            window.page().onRequest(request -> asked.add(request.url().replaceAll("^.*?/api/", "/api/")));
            window.open(sights.in(path));
            Sight.isAtRest(window.page());
            assertThat(window.page().evaluate("() => Object.keys(window.zhuqiEarly)"))
                    .isEqualTo(List.of());
            assertThat(asked).containsOnlyOnce("/api/v1/me");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theFirstPageOfAnEnterpriseIsSmall() {
        Queue<Map.Entry<String, Integer>> scripts = new ConcurrentLinkedQueue<>();
        try (Window window = Window.ofPhone(Helpdesk.ENTERPRISE, "zh-CN")) {
            window.page().onRequestFinished(request -> {
                Response response = request.response();
                if (response != null && response.url().endsWith(".js")) {
                    scripts.add(Map.entry(response.url(), request.sizes().responseBodySize));
                }
            });
            window.open("/home");
            assertThat(window.page().getByRole(AriaRole.HEADING).first()).isVisible();
            Sight.isAtRest(window.page());
            assertThat(List.copyOf(scripts)).isNotEmpty();
            assertThat(scripts.stream().mapToInt(Map.Entry::getValue).sum())
                    .as("%s", scripts)
                    .isLessThan(MOST_SCRIPT_BYTES);
        }
    }
}
