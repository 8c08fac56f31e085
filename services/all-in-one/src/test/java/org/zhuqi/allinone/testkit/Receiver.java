package org.zhuqi.allinone.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.zhuqi.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** A receiver of webhooks: keeps what comes in the order in which it came, and may let its answers wait, or be away. */
public final class Receiver implements AutoCloseable {
    private final List<Got> got = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final int port;
    private volatile CountDownLatch answers = new CountDownLatch(0);
    private @Nullable HttpServer server;

    public Receiver() throws IOException {
        port = TestFolders.freePort();
        open();
    }

    /** @param headers by their names in small letters */
    public record Got(Map<String, String> headers, String body) {
        /** By which a receiver knows an event again. */
        public String id() {
            return Objects.requireNonNull(headers.get("webhook-id"), "webhook-id");
        }

        public JsonNode event() {
            return Json.MAPPER.readTree(body);
        }
    }

    /** Where it was before, if it was away. */
    public void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    /** Whoever connects now is refused. */
    public void goAway() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    /** From now on it takes everything and answers nothing. */
    public void hold() {
        answers = new CountDownLatch(1);
    }

    /** What was held is answered, whether anybody is there to hear it or not. */
    public void release() {
        answers.countDown();
    }

    /** How it is named in a webhook. */
    public String address() {
        return "http://127.0.0.1:%d/zhuqi".formatted(port);
    }

    /** What an installation needs to be set to in order to send to it. */
    public Map<String, String> settings() {
        return Map.of(
                "zhuqi.webhooks.allow-http",
                "true",
                "zhuqi.webhooks.allow-private-addresses",
                "true",
                "zhuqi.webhooks.ports",
                Integer.toString(port));
    }

    public List<Got> got() {
        synchronized (got) {
            return List.copyOf(got);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            synchronized (got) {
                got.add(new Got(headers, body));
            }
            answers.await();
            exchange.sendResponseHeaders(204, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        release();
        goAway();
        threads.shutdownNow();
    }
}
