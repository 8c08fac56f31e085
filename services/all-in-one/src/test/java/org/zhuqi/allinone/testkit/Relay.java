package org.zhuqi.allinone.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.zhuqi.allinone.client.Api;

/** An address of its own before others: what it is asked it asks them, and passes their answers on as they come. */
public final class Relay implements AutoCloseable {
    /** Answers a request, with {@link Relay#pass} or itself. */
    @FunctionalInterface
    public interface Way {
        void answer(HttpExchange exchange, Relay relay) throws IOException, InterruptedException;
    }

    private static final Set<String> NOT_PASSED_ON =
            Set.of("connection", "content-length", "expect", "host", "http2-settings", "transfer-encoding", "upgrade");
    private static final int PIECE = 8 * 1024;

    private final HttpClient http = Api.newClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    public Relay(Way way) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                way.answer(exchange, this);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Asks that address what it was asked here: with the same method, headers and body. */
    public void pass(HttpExchange exchange, URI there) throws IOException, InterruptedException {
        answerWith(http.send(request(exchange, there), BodyHandlers.ofInputStream()), exchange);
    }

    private HttpRequest request(HttpExchange exchange, URI there) {
        boolean hasBody = exchange.getRequestHeaders().containsKey("Content-Length")
                || exchange.getRequestHeaders().containsKey("Transfer-Encoding");
        HttpRequest.Builder request = HttpRequest.newBuilder(there)
                .method(
                        exchange.getRequestMethod(),
                        hasBody ? BodyPublishers.ofInputStream(exchange::getRequestBody) : BodyPublishers.noBody());
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.header("X-Forwarded-For", "127.0.0.1")
                .header("X-Forwarded-Proto", "http")
                .header("X-Forwarded-Host", URI.create(address()).getAuthority())
                .build();
    }

    /** Piece by piece as it comes: what a stream says must not wait for more. */
    private static void answerWith(HttpResponse<InputStream> answer, HttpExchange exchange) throws IOException {
        answer.headers().map().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        boolean isEmpty = answer.statusCode() == 204
                || answer.statusCode() == 304
                || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.statusCode(), isEmpty ? -1 : 0);
        try (InputStream from = answer.body();
                OutputStream to = exchange.getResponseBody()) {
            byte[] piece = new byte[PIECE];
            for (int read = from.read(piece); read >= 0; read = from.read(piece)) {
                to.write(piece, 0, read);
                to.flush();
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        http.shutdownNow();
    }
}
