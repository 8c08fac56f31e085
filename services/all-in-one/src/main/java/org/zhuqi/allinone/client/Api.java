package org.zhuqi.allinone.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhuqi.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** The public API as one caller uses it. Speaks to any assembly, knows only its address. */
public final class Api {
    private final HttpClient http;
    private final String address;
    private final String token;

    public Api(HttpClient http, String address, String token) {
        this.http = http;
        this.address = address;
        this.token = token;
    }

    public static HttpClient newClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    /** @param body the JSON document; a missing node if there was none */
    public record Answer(int status, Map<String, String> headers, JsonNode body) {
        public boolean isSuccess() {
            return status / 100 == 2;
        }

        public String text(String member) {
            return body.path(member).asString("");
        }
    }

    /** @throws IOException if there was no answer; whether it took effect is unknown, sending it again is safe */
    public Answer post(String path, Object body, Map<String, String> headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body)));
        headers.forEach(request::header);
        return send(request);
    }

    /** A file, to be named in a command by the id that the answer gives. */
    public Answer upload(String name, byte[] content) throws IOException, InterruptedException {
        String boundary = UUID.randomUUID().toString();
        String head = "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
                .formatted(boundary, name);
        return send(request("/api/v1/attachments")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.concat(
                        HttpRequest.BodyPublishers.ofString(head),
                        HttpRequest.BodyPublishers.ofByteArray(content),
                        HttpRequest.BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"))));
    }

    /** A file as the body, such as a list for the directory. */
    public Answer postFile(String path, byte[] content) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(content)));
    }

    /** What lies at an address, whatever it is. */
    public HttpResponse<byte[]> download(String path) throws IOException, InterruptedException {
        return http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /** One step of a ticket, with an idempotency key so that repeating it changes nothing. */
    public Answer command(String ticketId, String command, Object body, @Nullable String key)
            throws IOException, InterruptedException {
        return post(
                "/api/v1/tickets/" + ticketId + "/" + command,
                body,
                key == null ? Map.of() : Map.of("Idempotency-Key", key));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        Map<String, String> headers = new HashMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
        JsonNode body = response.body().length == 0 ? Json.MAPPER.missingNode() : Json.MAPPER.readTree(response.body());
        return new Answer(response.statusCode(), Map.copyOf(headers), body);
    }
}
