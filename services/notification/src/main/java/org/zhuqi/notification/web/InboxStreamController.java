package org.zhuqi.notification.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.notification.NotificationSettings;
import org.zhuqi.notification.application.LiveInboxes;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.security.StillThere;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;

/** The inbox live, as server-sent events. Each stream holds its (virtual) thread. */
@RestController
@Tag(name = "notifications")
public class InboxStreamController {
    private static final Logger LOG = LoggerFactory.getLogger(InboxStreamController.class);

    private final LiveInboxes inboxes;
    private final Duration heartbeat;
    private final int mostPerAccount;
    private final StillThere still;
    private final InstantSource now;

    public InboxStreamController(
            LiveInboxes inboxes, NotificationSettings settings, StillThere still, InstantSource now) {
        this.inboxes = inboxes;
        this.heartbeat = settings.heartbeat();
        this.mostPerAccount = settings.streamsPerAccount();
        this.still = still;
        this.now = now;
    }

    @GetMapping(path = "/api/v1/notifications/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            summary = "How the caller's inbox is, whenever it changes",
            description =
                    "Server-sent events named 'inbox', the first at once: {\"unread\": 3, \"newest\": 118}. Whenever"
                            + " 'newest' grows there is something new to load. The stream ends with the token, and when the account"
                            + " is signed out or its rights change.")
    void stream(
            @AuthenticationPrincipal Caller caller,
            Authentication authentication,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Parameters.allowOnly(Set.of(), request);
        try (LiveInboxes.Subscription subscription =
                inboxes.subscribe(caller).orElseThrow(() -> tooMany().asException())) {
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

    private void write(
            LiveInboxes.Subscription subscription, HttpServletResponse response, Authentication authentication)
            throws IOException, InterruptedException {
        Instant end = authentication.getCredentials() instanceof Jwt token && token.getExpiresAt() != null
                ? token.getExpiresAt()
                : Instant.MAX;
        OutputStream out = response.getOutputStream();
        send(response, out, "retry: 5000\n\n");
        while (!subscription.isOver() && now.instant().isBefore(end) && still.is(authentication)) {
            LiveInboxes.State state = subscription.next(heartbeat);
            if (state == null) {
                send(response, out, ": still here\n\n");
            } else if (still.is(authentication)) {
                send(response, out, "event: inbox\ndata: %s\n\n".formatted(Json.MAPPER.writeValueAsString(state)));
            }
        }
    }

    private static void send(HttpServletResponse response, OutputStream out, String text) throws IOException {
        out.write(text.getBytes(UTF_8));
        response.flushBuffer();
    }

    private Problem tooMany() {
        return Problem.of(
                HttpStatus.TOO_MANY_REQUESTS,
                "too-many-streams",
                "This account has %d live streams open already: close one first.".formatted(mostPerAccount),
                "该账号已打开 %d 个实时连接，请先关闭其中之一。".formatted(mostPerAccount));
    }
}
