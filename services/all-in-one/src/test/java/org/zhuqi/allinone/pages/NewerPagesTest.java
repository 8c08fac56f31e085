package org.zhuqi.allinone.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.zhuqi.allinone.client.Api;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.allinone.testkit.Relay;
import org.zhuqi.allinone.testkit.WholeSystem;

/** A newer version is installed while the pages of the one before are open: it is offered, and comes when somebody says so. */
class NewerPagesTest {
    private static final Helpdesk HELPDESK = WholeSystem.helpdesk();
    private static final URI SYSTEM = URI.create(HELPDESK.address());
    /** What a version begins with; another version's bears another name. */
    private static final String ENTRY = "/app/assets/index-";

    private static final String NEWER_ENTRY = "/app/assets/newer-index-";

    private final AtomicBoolean newer = new AtomicBoolean();

    /** The installation; once there is a newer version, its page and its worker are those of another build. */
    private void answer(HttpExchange exchange, Relay relay) throws IOException, InterruptedException {
        String path = exchange.getRequestURI().getPath();
        boolean isPage = path.startsWith("/app/") && !path.startsWith("/app/assets/") && !path.contains(".");
        if (path.startsWith(NEWER_ENTRY)) {
            relay.pass(exchange, SYSTEM.resolve(path.replace(NEWER_ENTRY, ENTRY)));
        } else if (newer.get() && (isPage || path.equals("/app/index.html") || path.equals("/app/sw.js"))) {
            rewritten(exchange, path);
        } else {
            relay.pass(exchange, SYSTEM.resolve(exchange.getRequestURI()));
        }
    }

    private static void rewritten(HttpExchange exchange, String path) throws IOException, InterruptedException {
        try (HttpClient http = Api.newClient()) {
            HttpResponse<String> before =
                    http.send(HttpRequest.newBuilder(SYSTEM.resolve(path)).build(), BodyHandlers.ofString());
            byte[] now = before.body().replace(ENTRY, NEWER_ENTRY).getBytes(StandardCharsets.UTF_8);
            before.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            exchange.getResponseHeaders().set("Cache-Control", "no-cache");
            exchange.sendResponseHeaders(200, now.length);
            exchange.getResponseBody().write(now);
        }
    }

    private static boolean isOf(Page page, String entry) {
        return (boolean) page.evaluate(
                "entry => [...document.scripts].some(one => new URL(one.src, location).pathname.startsWith(entry))",
                entry);
    }

    @Test
    void aNewerVersionIsOfferedWithinTheHourAndComesWhenSomebodySaysSo() throws Exception {
        try (Relay door = new Relay(this::answer);
                Window window = Window.ofPhone(Helpdesk.ENTERPRISE, "zh-CN")) {
            Page page = window.page();
            page.clock().install();
            page.navigate("%s/app/home#token=%s".formatted(door.address(), HELPDESK.token(Helpdesk.ENTERPRISE)));
            window.shows("我的诉求");
            // The pages are kept a few seconds after they were opened.
            page.clock().runFor(5_000);
            page.waitForFunction("() => navigator.serviceWorker.controller?.state === 'activated'");
            assertThat(isOf(page, ENTRY)).isTrue();

            newer.set(true);
            page.clock().fastForward("01:01:00");

            window.shows("有新版本");
            assertThat(isOf(page, ENTRY)).as("stays until somebody says so").isTrue();
            window.press("刷新");
            page.waitForFunction("entry => [...document.scripts].some(one => one.src.includes(entry))", NEWER_ENTRY);
            window.shows("我的诉求");
            assertThat(page.getByText("有新版本")).hasCount(0);
        }
    }
}
