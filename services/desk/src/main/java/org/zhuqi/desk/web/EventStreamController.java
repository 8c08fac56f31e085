package org.zhuqi.desk.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.desk.DeskSettings;
import org.zhuqi.desk.application.EventHub;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.security.StillThere;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;

/**
 * Live updates as server-sent events. Each stream holds its (virtual) thread; the platform runs the web server on such.
 */
@RestController
@Tag(name = "events", description = "What happens to tickets, told while it happens.")
public class EventStreamController {
    private static final Logger LOG = LoggerFactory.getLogger(EventStreamController.class);

    private final EventHub hub;
    private final Duration heartbeat;
    private final int mostPerAccount;
    private final StillThere still;
    private final InstantSource now;

    public EventStreamController(EventHub hub, DeskSettings settings, StillThere still, InstantSource now) {
        this.still = still;
        this.hub = hub;
        this.heartbeat = settings.heartbeat();
        this.mostPerAccount = settings.streamsPerAccount();
        this.now = now;
    }

    @GetMapping(path = "/api/v1/events/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            summary = "What happens to the tickets that the caller may see, as it is shown",
            description =
                    "Server-sent events, named as on the timeline; 'clock' says that the time of a ticket stands otherwise than"
                            + " before. The event 'resync' says: something was missed,"
                            + " load anew. The stream ends with the token, and when the account is signed out or its rights change.")
    void stream(
            @Parameter(description = "The id of the last event seen, to go on from there")
                    @RequestHeader(name = "Last-Event-ID", required = false)
                    @Nullable
                    String lastEventId,
            @AuthenticationPrincipal Caller caller,
            Authentication authentication,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Parameters.allowOnly(Set.of(), request);
        try (EventHub.Subscription subscription =
                hub.subscribe(caller, lastEventId).orElseThrow(() -> tooMany().asException())) {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setCharacterEncoding(UTF_8);
            response.setHeader("X-Accel-Buffering", "no");
            write(subscription, response, authentication);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.debug("{} has gone: {}", caller.account(), e.getMessage());
        }
    }

    private void write(EventHub.Subscription subscription, HttpServletResponse response, Authentication authentication)
            throws IOException, InterruptedException {
        Instant end = expiry(authentication);
        OutputStream out = response.getOutputStream();
        send(response, out, "retry: 2000\n\n");
        while (!subscription.isOver() && now.instant().isBefore(end) && still.is(authentication)) {
            EventHub.Message message = subscription.next(heartbeat);
            if (message == null) {
                send(response, out, ": still here\n\n");
            } else if (!subscription.isOver() && still.is(authentication)) {
                send(
                        response,
                        out,
                        "id: %s\nevent: %s\ndata: %s\n\n".formatted(message.id(), message.name(), message.data()));
            }
        }
    }

    private static void send(HttpServletResponse response, OutputStream out, String text) throws IOException {
        out.write(text.getBytes(UTF_8));
        response.flushBuffer();
    }

    private static Instant expiry(Authentication authentication) {
        Instant expiry = authentication.getCredentials() instanceof Jwt token ? token.getExpiresAt() : null;
        return expiry == null ? Instant.MAX : expiry;
    }

    private Problem tooMany() {
        return Problem.of(
                HttpStatus.TOO_MANY_REQUESTS,
                "too-many-streams",
                "This account has %d live streams open already: close one first.".formatted(mostPerAccount),
                "该账号已打开 %d 个实时连接，请先关闭其中之一。".formatted(mostPerAccount));
    }
}
