package org.zhuqi.allinone.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.zhuqi.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** A page that listens to the event stream. */
public final class LivePage implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<JsonNode> told = new CopyOnWriteArrayList<>();

    public LivePage(Helpdesk helpdesk, String account) throws IOException, InterruptedException {
        HttpResponse<Stream<String>> answer = http.send(
                HttpRequest.newBuilder(URI.create(helpdesk.address() + "/api/v1/events/stream"))
                        .header("Authorization", "Bearer " + helpdesk.token(account))
                        .header("Accept", "text/event-stream")
                        .build(),
                HttpResponse.BodyHandlers.ofLines());
        if (answer.statusCode() != 200) {
            throw new IOException("the stream was answered " + answer.statusCode());
        }
        Thread.ofVirtual().start(() -> {
            try (Stream<String> lines = answer.body()) {
                lines.filter(line -> line.startsWith("data: "))
                        .map(line -> Json.MAPPER.readTree(line.substring("data: ".length())))
                        .forEach(told::add);
            } catch (UncheckedIOException e) {
                Thread.currentThread().interrupt(); // The page was closed.
            }
        });
    }

    /** The names of what was told of one ticket so far, but for its clocks: those follow in their own time. */
    public List<String> toldOf(String ticket) {
        return told.stream()
                .filter(event -> event.path("ticketId").asString().equals(ticket))
                .map(event -> event.path("event").asString())
                .filter(name -> !name.equals("clock"))
                .toList();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
