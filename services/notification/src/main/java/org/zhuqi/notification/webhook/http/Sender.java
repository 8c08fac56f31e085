package org.zhuqi.notification.webhook.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.notification.webhook.domain.Attempt;
import org.zhuqi.notification.webhook.domain.Attempt.Failure;
import org.zhuqi.notification.webhook.domain.Signature;

/**
 * Sends to a receiver: one request, no redirect, no cookie, no proxy, no second try. However slowly it answers and however much,
 * after the whole time it is over, and little is kept of the answer.
 */
public final class Sender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final ContentType CLOUD_EVENT =
            ContentType.create("application/cloudevents+json", StandardCharsets.UTF_8);
    /** Bytes that are read of an answer. */
    private static final int MOST_READ = 2_048;
    /** Characters that are kept of it. */
    private static final int MOST_KEPT = 500;

    private static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(1);
    private static final TimeValue CONNECTIONS_LIVE = TimeValue.ofMinutes(1);

    private final Addresses addresses;
    private final InstantSource now;
    private final Duration wholeTime;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("zhuqi-webhooks-deadlines").daemon(true).factory());

    /**
     * @param connect how long a connection may take
     * @param wholeTime how long the whole request may take, the answer included
     * @param atATime requests at the same time
     * @param tls null for the JDK's own trust
     */
    public Sender(
            Addresses addresses,
            InstantSource now,
            Duration connect,
            Duration wholeTime,
            int atATime,
            @Nullable TlsSocketStrategy tls) {
        this.addresses = addresses;
        this.now = now;
        this.wholeTime = wholeTime;
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(addresses)
                .setMaxConnTotal(atATime)
                .setMaxConnPerRoute(atATime)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(connect))
                        .setSocketTimeout(Timeout.of(wholeTime))
                        .setTimeToLive(CONNECTIONS_LIVE)
                        .setValidateAfterInactivity(TimeValue.ofMilliseconds(500))
                        .build());
        if (tls != null) {
            connections.setTlsSocketStrategy(tls);
        }
        this.client = HttpClients.custom()
                .setConnectionManager(connections.build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(wholeTime))
                        .setResponseTimeout(Timeout.of(wholeTime))
                        .build())
                .setUserAgent("Zhuqi-Webhooks/1")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .evictIdleConnections(TimeValue.ofSeconds(30))
                .build();
    }

    /** @param secrets that sign, the newest first */
    public Attempt send(String url, String messageId, String body, Collection<byte[]> secrets) {
        Instant at = now.instant();
        long began = System.nanoTime();
        Optional<Sentence> fault = addresses.fault(url);
        if (fault.isPresent()) {
            return failed(
                    at,
                    began,
                    Failure.ADDRESS_NOT_USABLE,
                    "the address " + fault.get().en());
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        URI address = URI.create(url);
        HttpPost request = new HttpPost(address);
        request.setEntity(new ByteArrayEntity(bytes, CLOUD_EVENT));
        Map.of(
                        "webhook-id", messageId,
                        "webhook-timestamp", Long.toString(at.getEpochSecond()),
                        "webhook-signature", Signature.of(secrets, messageId, at, bytes))
                .forEach(request::setHeader);
        Future<?> deadline = deadlines.schedule(request::cancel, wholeTime.toMillis(), TimeUnit.MILLISECONDS);
        try {
            ClassicHttpResponse response = client.executeOpen(host(address), request, null);
            try {
                return answered(at, began, response, request);
            } finally {
                close(response);
            }
        } catch (IOException | RuntimeException e) {
            boolean late = since(began).compareTo(wholeTime) >= 0;
            return failed(at, began, late ? Failure.TOO_SLOW : kind(e), words(e));
        } finally {
            deadline.cancel(false);
        }
    }

    private static Attempt answered(Instant at, long began, ClassicHttpResponse response, HttpPost request) {
        int status = response.getCode();
        Duration retryAfter = retryAfter(response.getFirstHeader("Retry-After"), at);
        String answer = read(response.getEntity(), request);
        Failure failure = status / 100 == 2 ? null : status / 100 == 3 ? Failure.REDIRECTED : Failure.REFUSED;
        return new Attempt(at, since(began), status, answer, failure, null, retryAfter);
    }

    /** What it said is known by now; a connection that was broken off cannot be closed politely. */
    private static void close(ClassicHttpResponse response) {
        try {
            response.close();
        } catch (IOException e) {
            LOG.debug("the connection was broken off: {}", e.toString());
        }
    }

    private static HttpHost host(URI address) {
        return new HttpHost(address.getScheme(), address.getHost(), address.getPort());
    }

    private static Attempt failed(Instant at, long began, Failure failure, @Nullable String detail) {
        return new Attempt(at, since(began), null, null, failure, detail, null);
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static Failure kind(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            Failure known = switch (cause) {
                case AddressNotAllowedException refused -> Failure.ADDRESS_NOT_ALLOWED;
                case UnknownHostException unknown -> Failure.HOST_UNKNOWN;
                case SSLException untrusted -> Failure.NOT_TRUSTED;
                case ConnectTimeoutException slow -> Failure.NO_CONNECTION;
                case ConnectException closed -> Failure.NO_CONNECTION;
                case NoRouteToHostException far -> Failure.NO_CONNECTION;
                case SocketTimeoutException slow -> Failure.TOO_SLOW;
                default -> null;
            };
            if (known != null) {
                return known;
            }
        }
        return Failure.BROKEN_OFF;
    }

    private static @Nullable String words(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : shown(e.getMessage());
    }

    /** What it said already holds, whatever becomes of the rest. */
    private static @Nullable String read(@Nullable HttpEntity entity, HttpPost request) {
        if (entity == null) {
            return null;
        }
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] some = new byte[MOST_READ];
        try {
            InputStream content = entity.getContent();
            for (int count = 0; count >= 0 && read.size() < MOST_READ; count = content.read(some)) {
                read.write(some, 0, count);
            }
        } catch (IOException e) {
            request.cancel();
        }
        if (read.size() >= MOST_READ) {
            // Closing politely would read all that is still to come.
            request.cancel();
        }
        return shown(read.toString(StandardCharsets.UTF_8));
    }

    /** A stranger's words, as they can be kept and shown. */
    private static String shown(String text) {
        StringBuilder kept = new StringBuilder();
        text.codePoints()
                .limit(MOST_KEPT)
                .map(point -> Character.isISOControl(point) && point != '\n' && point != '\t' ? ' ' : point)
                .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    /** Seconds or a date (RFC 9110, 10.2.3); at most a day. */
    private static @Nullable Duration retryAfter(@Nullable Header header, Instant at) {
        if (header == null || header.getValue() == null) {
            return null;
        }
        String value = header.getValue().strip();
        Duration asked;
        try {
            asked = value.matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(value))
                    : Duration.between(
                            at,
                            ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
        } catch (DateTimeException e) {
            return null;
        }
        if (asked.isNegative()) {
            return null;
        }
        return asked.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : asked;
    }

    @Override
    public void close() throws IOException {
        deadlines.shutdownNow();
        client.close();
    }
}
