package org.zhuqi.intake.importing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.lifecycle.Edge;
import org.zhuqi.contracts.lifecycle.TicketLifecycle;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An import endpoint that keeps every ticket's state by the table and every command once, and misbehaves as it is told:
 * each request takes the next misbehaviour, if there is one.
 */
final class StubServer implements AutoCloseable {
    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Deque<Misbehaviour> misbehaviours = new ArrayDeque<>();
    private final Map<String, TicketState> tickets = new HashMap<>();
    private final Map<String, ObjectNode> decided = new HashMap<>();
    private final Set<String> applied = new LinkedHashSet<>();
    private final List<List<JsonNode>> requests = new ArrayList<>();
    private Predicate<JsonNode> refused = line -> false;
    private int inFlight;
    private int mostInFlight;
    private @Nullable String authorization;

    /** What goes wrong with one request. */
    sealed interface Misbehaviour {
        /** Answers with a status and does nothing. */
        record Status(int status, String body, Map<String, String> headers) implements Misbehaviour {}

        /** Hangs up without an answer, having applied everything or nothing. */
        record HangUp(boolean applies) implements Misbehaviour {}

        /** Decides the first commands only and says PENDING for the others. */
        record Pending(int decides) implements Misbehaviour {}

        /** Answers for the first commands only. */
        record CutShort(int answers) implements Misbehaviour {}

        /** Says that it cannot read the first line, and applies nothing. */
        record CannotRead() implements Misbehaviour {}

        /** Answers something else altogether. */
        record Says(String contentType, String body) implements Misbehaviour {}
    }

    StubServer() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.createContext("/api/v1/imports", this::handle);
        http.setExecutor(threads);
        http.start();
    }

    URI uri() {
        return URI.create("http://localhost:" + http.getAddress().getPort() + "/");
    }

    StubServer thenOnce(Misbehaviour misbehaviour) {
        misbehaviours.add(misbehaviour);
        return this;
    }

    StubServer refusing(Predicate<JsonNode> what) {
        refused = what;
        return this;
    }

    synchronized List<List<JsonNode>> requests() {
        return List.copyOf(requests);
    }

    /** The ids of all commands that took effect, in order. */
    synchronized List<String> applied() {
        return List.copyOf(applied);
    }

    synchronized int mostInFlight() {
        return mostInFlight;
    }

    synchronized @Nullable String authorization() {
        return authorization;
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        List<JsonNode> lines = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .map(Json.MAPPER::readTree)
                .toList();
        Misbehaviour misbehaviour;
        synchronized (this) {
            mostInFlight = Math.max(mostInFlight, ++inFlight);
            requests.add(lines);
            authorization = exchange.getRequestHeaders().getFirst("Authorization");
            misbehaviour = misbehaviours.poll();
        }
        try {
            answer(exchange, lines, misbehaviour);
        } finally {
            synchronized (this) {
                inFlight--;
            }
        }
    }

    private void answer(HttpExchange exchange, List<JsonNode> lines, @Nullable Misbehaviour misbehaviour)
            throws IOException {
        switch (misbehaviour) {
            case null -> respond(exchange, decide(lines, lines.size()));
            case Misbehaviour.Status says -> {
                says.headers()
                        .forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
                respond(exchange, says.status(), "application/problem+json", says.body());
            }
            case Misbehaviour.HangUp hangUp -> {
                if (hangUp.applies()) {
                    decide(lines, lines.size());
                }
                exchange.close();
            }
            case Misbehaviour.Pending pending -> respond(exchange, decide(lines, pending.decides()));
            case Misbehaviour.CutShort cut ->
                respond(exchange, decide(lines, lines.size()).subList(0, cut.answers()));
            case Misbehaviour.CannotRead cannotRead -> {
                List<ObjectNode> answers = new ArrayList<>(decide(lines, 0));
                answers.set(
                        0,
                        Json.MAPPER.createObjectNode().put("verdict", "INVALID").put("sentence", "no JSON"));
                respond(exchange, answers);
            }
            case Misbehaviour.Says says -> respond(exchange, 200, says.contentType(), says.body());
        }
    }

    private synchronized List<ObjectNode> decide(List<JsonNode> lines, int decides) {
        List<ObjectNode> answers = new ArrayList<>();
        for (JsonNode line : lines) {
            String id = line.path("commandId").asString();
            if (answers.size() < decides) {
                ObjectNode known = decided.get(id);
                ObjectNode answer = known == null ? decide(id, line) : known;
                decided.put(id, answer);
                answers.add(answer);
            } else {
                answers.add(verdict(id, "PENDING"));
            }
        }
        return answers;
    }

    private ObjectNode decide(String id, JsonNode line) {
        String ticket = line.path("ticketId").asString();
        TicketState state = tickets.getOrDefault(ticket, TicketState.NEW);
        CommandType command =
                CommandType.byWireName(line.path("command").asString()).orElseThrow();
        List<Edge> edges = TicketLifecycle.edges(state, command);
        if (edges.isEmpty() || refused.test(line)) {
            return verdict(id, "REFUSED").put("sentence", "cannot %s: it is %s".formatted(command.wireName(), state));
        }
        tickets.put(ticket, edges.getFirst().to());
        applied.add(id);
        return verdict(id, "ACCEPTED")
                .put("number", "QT-2023-000001")
                .put("state", edges.getFirst().to().name())
                .put("version", 1);
    }

    private static ObjectNode verdict(String id, String verdict) {
        return Json.MAPPER.createObjectNode().put("commandId", id).put("verdict", verdict);
    }

    private static void respond(HttpExchange exchange, List<ObjectNode> answers) throws IOException {
        StringBuilder body = new StringBuilder();
        answers.forEach(answer -> body.append(answer).append('\n'));
        respond(exchange, 200, "application/x-ndjson", body.toString());
    }

    private static void respond(HttpExchange exchange, int status, String contentType, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", contentType);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }
}
