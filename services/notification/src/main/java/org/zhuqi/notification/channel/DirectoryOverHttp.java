package org.zhuqi.notification.channel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.platform.directory.AddressBook;
import org.zhuqi.platform.json.Json;

/** Asks the directory, where it is another process. */
public final class DirectoryOverHttp implements AddressBook {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int OK = 200;

    private final HttpClient http;
    private final URI address;
    private final String key;

    /** @param directory such as {@code http://directory:8080} */
    public DirectoryOverHttp(HttpClient http, URI directory, String key) {
        this.http = http;
        this.address = directory.resolve("/api/v1/directory/addresses");
        this.key = key;
    }

    /** @throws UncheckedIOException if it does not answer; whoever sends tries again later */
    @Override
    public Optional<Address> of(AccountId account) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("X-Zhuqi-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(
                        Json.MAPPER.writeValueAsString(Map.of("account", account.text()))))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new IOException("the directory answers " + answer.statusCode());
            }
            return Optional.of(Json.MAPPER.readValue(answer.body(), Address.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }
}
