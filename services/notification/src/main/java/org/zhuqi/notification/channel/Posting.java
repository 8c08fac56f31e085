package org.zhuqi.notification.channel;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.zhuqi.notification.domain.Delivery.Result;

/** Posts JSON and says what came of it. Redirects are not followed, and of an answer no more is read than is needed. */
final class Posting {
    private static final int MOST_READ = 4_096;
    private static final int TOO_MANY = 429;
    private static final int TIMEOUT = 408;

    private final HttpClient http;
    private final Duration timeout;

    /** @param http one that follows no redirects */
    Posting(HttpClient http, Duration timeout) {
        this.http = http;
        this.timeout = timeout;
    }

    /**
     * @param fault what is wrong although the answer was 2xx, out of its body; null if nothing is
     * @param hidden is kept out of what is said of a failure
     */
    Result post(
            URI address,
            Map<String, String> headers,
            byte[] body,
            Function<String, @Nullable String> fault,
            String hidden) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::setHeader);
        try {
            HttpResponse<InputStream> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            String said;
            try (InputStream in = answer.body()) {
                said = new String(in.readNBytes(MOST_READ), StandardCharsets.UTF_8);
            }
            int status = answer.statusCode();
            if (status / 100 != 2) {
                return new Result.Failed(
                        "answered %d: %s".formatted(status, said.replace(hidden, "…")), isForGood(status));
            }
            String wrong = fault.apply(said);
            return wrong == null ? new Result.Sent() : new Result.Failed(wrong.replace(hidden, "…"), false);
        } catch (IOException e) {
            return new Result.Failed("cannot be reached: " + e.getClass().getSimpleName(), false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result.Failed("was interrupted", false);
        }
    }

    private static boolean isForGood(int status) {
        return status / 100 == 4 && status != TOO_MANY && status != TIMEOUT;
    }
}
