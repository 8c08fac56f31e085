package org.zhuqi.notification.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.notification.application.Wakening;
import org.zhuqi.notification.domain.Channel;
import org.zhuqi.notification.domain.Message.State;
import org.zhuqi.notification.postgres.DeliveryRows;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Page;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;

/** What went out, what waits and what failed, without what it says. */
@RestController
@Tag(name = "notifications")
public class DeliveryController {
    private final DeliveryRows deliveries;
    private final Wakening wakening;
    private final InstantSource now;

    public DeliveryController(DeliveryRows deliveries, Wakening wakening, InstantSource now) {
        this.deliveries = deliveries;
        this.wakening = wakening;
        this.now = now;
    }

    @GetMapping("/api/v1/notifications/deliveries")
    @Operation(summary = "What is sent outside of the pages, the newest first: how far it is, and why it failed")
    Page<DeliveryRows.NotificationDelivery> list(
            @RequestParam(required = false) @Nullable String channel,
            @RequestParam(required = false) @Nullable String state,
            @Parameter(description = "'next' of the page before.") @RequestParam(required = false) @Nullable
                    String before,
            @RequestParam(required = false) @Nullable String limit,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of("channel", "state", "before", "limit"), request);
        int most = Page.limit(limit);
        return Page.of(
                deliveries.log(
                        caller.district(),
                        Parameters.optional("channel", channel, Channel::valueOf, "MAIL"),
                        Parameters.optional("state", state, State::valueOf, "GIVEN_UP"),
                        Parameters.optional("before", before, Long::valueOf, "'next' of the page before"),
                        most),
                most,
                log -> log,
                log -> Long.toString(log.position()));
    }

    @PostMapping("/api/v1/notifications/deliveries/{id}/retry")
    @Operation(summary = "Send once more what was given up or had no address")
    ResponseEntity<Void> retry(
            @PathVariable String id, @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        UUID delivery = NotificationController.uuid(id);
        if (!deliveries.again(caller.district(), delivery, now.instant().truncatedTo(ChronoUnit.MICROS))) {
            State state = deliveries
                    .state(caller.district(), delivery)
                    .orElseThrow(() -> Problem.notFound("There is no such message in your district.", "本区没有该消息。")
                            .asException());
            throw Problem.of(
                            HttpStatus.CONFLICT,
                            "wrong-state",
                            "The message is %s: only what was given up can be sent once more.".formatted(state),
                            "该消息的状态为 %s，只有发送失败的消息可以重发。".formatted(state))
                    .asException();
        }
        wakening.now();
        return ResponseEntity.accepted().build();
    }
}
