package org.zhuqi.notification.webhook.web;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.notification.webhook.application.Keyring;
import org.zhuqi.notification.webhook.application.Subscribing;
import org.zhuqi.notification.webhook.application.Subscribing.Made;
import org.zhuqi.notification.webhook.domain.Attempt;
import org.zhuqi.notification.webhook.domain.CloudEventBody;
import org.zhuqi.notification.webhook.domain.Signature;
import org.zhuqi.notification.webhook.http.Addresses;
import org.zhuqi.notification.webhook.http.Sender;
import org.zhuqi.notification.webhook.postgres.DeliveryRows;
import org.zhuqi.notification.webhook.postgres.DeliveryRows.Count;
import org.zhuqi.notification.webhook.postgres.DeliveryRows.Entry;
import org.zhuqi.notification.webhook.postgres.DeliveryRows.State;
import org.zhuqi.notification.webhook.postgres.SecretRows;
import org.zhuqi.notification.webhook.postgres.SubscriptionRows;
import org.zhuqi.notification.webhook.postgres.SubscriptionRows.Standing;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Bodies;
import org.zhuqi.platform.web.Page;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.Versions;

/** Other systems that are told of events: after the Standard Webhooks specification. */
@RestController
@RequestMapping("/api/v1/webhooks")
@Tag(name = "webhooks")
public class WebhookController {
    private static final String TEST_TYPE = "zhuqi.webhook.test.v1";
    private static final Duration OVERLAP = Duration.ofDays(1);
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);
    private static final String VERSION = "The version on which you decided, as the ETag gave it.";
    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private final SubscriptionRows subscriptions;
    private final SecretRows secrets;
    private final DeliveryRows deliveries;
    private final Subscribing subscribing;
    private final Keyring keyring;
    private final Addresses addresses;
    private final Sender sender;
    private final InstantSource now;

    public WebhookController(
            SubscriptionRows subscriptions,
            SecretRows secrets,
            DeliveryRows deliveries,
            Subscribing subscribing,
            Keyring keyring,
            Addresses addresses,
            Sender sender,
            InstantSource now) {
        this.subscriptions = subscriptions;
        this.secrets = secrets;
        this.deliveries = deliveries;
        this.subscribing = subscribing;
        this.keyring = keyring;
        this.addresses = addresses;
        this.sender = sender;
        this.now = now;
    }

    record WebhookList(List<WebhookDocument> items) {}

    /** The one answer that shows a secret. */
    record WebhookWithSecret(
            WebhookDocument webhook,

            @Schema(description = "Signs from now on. It is shown this once.", example = "whsec_…")
            String secret) {}

    // -- subscriptions ----------------------------------------------------------------------------------------------

    @GetMapping
    @Operation(summary = "The webhooks of the district, the oldest first")
    WebhookList list(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        Instant at = at();
        List<Standing> all = subscriptions.of(caller.district());
        Map<UUID, Count> counts = counts(all);
        return new WebhookList(all.stream()
                .map(standing ->
                        document(standing, counts.get(standing.subscription().id()), at))
                .toList());
    }

    @PostMapping
    @Operation(
            summary = "Tell another system of events",
            description = "What is recorded from now on is sent, event by event, those about one ticket in order.")
    ResponseEntity<WebhookWithSecret> make(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = WebhookForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        WebhookForm form = Bodies.read(body, WebhookForm.class);
        Made made = subscribing.make(
                IDS.generate(),
                caller.district(),
                form.terms(addresses::faultNow),
                Bodies.active(form.active()),
                caller.account(),
                at());
        return ResponseEntity.created(
                        URI.create("/api/v1/webhooks/" + made.subscription().id()))
                .eTag(Versions.etag(made.subscription().version()))
                .cacheControl(CacheControl.noStore())
                .body(withSecret(caller, made));
    }

    @GetMapping("/{id}")
    @Operation(summary = "A webhook, and how it goes")
    ResponseEntity<WebhookDocument> one(
            @PathVariable String id, @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return answer(find(caller, id));
    }

    @PutMapping("/{id}")
    @Operation(
            summary = "Change a webhook: all of it",
            description = "One that is made active again begins anew with what waits.")
    ResponseEntity<WebhookDocument> change(
            @PathVariable String id,
            @Parameter(description = VERSION) @RequestHeader(name = "If-Match", required = false) @Nullable
                    String ifMatch,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = WebhookForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        UUID known = find(caller, id).subscription().id();
        long seen = Versions.required(ifMatch);
        WebhookForm form = Bodies.read(body, WebhookForm.class);
        Standing changed = subscribing.change(
                caller.district(),
                known,
                seen,
                form.terms(addresses::faultNow),
                Bodies.active(form.active()),
                caller.account(),
                at());
        return answer(changed);
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Take a webhook away, with its queue, its log and its secrets")
    ResponseEntity<Void> remove(
            @PathVariable String id,
            @Parameter(description = VERSION) @RequestHeader(name = "If-Match", required = false) @Nullable
                    String ifMatch,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        UUID known = find(caller, id).subscription().id();
        subscribing.remove(caller.district(), known, Versions.required(ifMatch));
        return ResponseEntity.noContent().build();
    }

    // -- secrets, trials --------------------------------------------------------------------------------------------

    record WebhookRotation(
            @Schema(
                    description =
                            "How long the old secret signs beside the new one (ISO 8601), at most 30 days; PT0S ends it at once. Default: P1D.",
                    example = "P1D")
            @Nullable
            String overlap) {}

    @PostMapping("/{id}/rotate")
    @Operation(summary = "A new secret; both sign until the old one ends")
    ResponseEntity<WebhookWithSecret> rotate(
            @PathVariable String id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = WebhookRotation.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        UUID known = find(caller, id).subscription().id();
        String asked = Bodies.read(body, WebhookRotation.class, new WebhookRotation(null))
                .overlap();
        Duration overlap = asked == null ? OVERLAP : overlap(asked);
        Made made = subscribing.rotate(caller.district(), known, overlap, at());
        return ResponseEntity.ok()
                .eTag(Versions.etag(made.subscription().version()))
                .cacheControl(CacheControl.noStore())
                .body(withSecret(caller, made));
    }

    private static Duration overlap(String text) {
        Duration overlap;
        try {
            overlap = Duration.parse(text);
        } catch (DateTimeException e) {
            throw Parameters.refuse("overlap", text, "P1D");
        }
        if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
            throw Parameters.refuse("overlap", text, "P1D (at most P30D)");
        }
        return overlap;
    }

    record WebhookTrial(
            boolean delivered,
            @Schema(example = "msg_…") String webhookId,
            Instant at,
            @Schema(description = "Milliseconds.") long took,

            @Schema(description = "Of the answer; absent if there was none.") @Nullable
            Integer status,

            @Schema(description = "The first characters of the answer.") @Nullable
            String answer,

            Attempt.@Nullable Failure failure,
            @Nullable String detail) {}

    @PostMapping("/{id}/test")
    @Operation(
            summary = "Send an event of type zhuqi.webhook.test.v1 now, and see what comes back",
            description = "Also while the webhook is paused. It is sent once and stands in no log.")
    WebhookTrial test(@PathVariable String id, @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        var subscription = find(caller, id).subscription();
        Instant at = at();
        String event = IDS.generate().toString();
        String messageId = Signature.messageId(subscription.id(), event);
        Attempt attempt = sender.send(
                subscription.terms().url(),
                messageId,
                CloudEventBody.of(
                        Map.of(
                                "specversion",
                                "1.0",
                                "id",
                                event,
                                "source",
                                "/zhuqi/notification",
                                "type",
                                TEST_TYPE,
                                "subject",
                                subscription.id().toString(),
                                "time",
                                at.toString()),
                        Json.MAPPER.writeValueAsString(
                                Map.of("district", caller.district().text()))),
                keyring.secrets(subscription.id(), at));
        return new WebhookTrial(
                attempt.delivered(),
                messageId,
                attempt.at(),
                attempt.took().toMillis(),
                attempt.status(),
                attempt.answer(),
                attempt.failure(),
                attempt.detail());
    }

    // -- deliveries -------------------------------------------------------------------------------------------------

    record WebhookReplay(
            @Schema(description = "Inclusive, when it was recorded.", example = "2026-01-01T00:00:00+08:00") @Nullable
            String from,

            @Schema(description = "Exclusive.", example = "2026-01-02T00:00:00+08:00") @Nullable
            String to) {}

    record WebhookReplayed(
            @Schema(description = "How many were put into the queue.")
            int events) {}

    @PostMapping("/{id}/replay")
    @Operation(
            summary = "Send the events of a period once more, in order",
            description =
                    "With the same webhook-id as before. Also those that were not sent because the webhook did not ask for "
                            + "them then; what waits anyway is not sent twice.")
    ResponseEntity<WebhookReplayed> replay(
            @PathVariable String id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = WebhookReplay.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        UUID known = find(caller, id).subscription().id();
        WebhookReplay form = Bodies.read(body, WebhookReplay.class);
        Instant from = Parameters.optional("from", form.from(), Parameters::time, "2026-01-01T00:00:00+08:00");
        Instant to = Parameters.optional("to", form.to(), Parameters::time, "2026-01-02T00:00:00+08:00");
        new Bodies.Needs().the("from", from).the("to", to).orRefuse();
        Instant at = at();
        int events = subscribing.replay(caller.district(), known, from == null ? at : from, to == null ? at : to, at);
        return ResponseEntity.accepted().body(new WebhookReplayed(events));
    }

    record WebhookDelivery(
            @Schema(description = "Names it in addresses.") long id,

            @Schema(description = "As the receiver sees it.", example = "msg_…")
            String webhookId,

            @Schema(description = "The id of the CloudEvent.")
            String event,

            String type,

            @Schema(description = "The ticket, or what else it is about.")
            UUID subject,

            Instant recordedAt,
            State state,
            int attempts,

            @Schema(description = "How often it was asked for once more.")
            int replays,

            @Schema(description = "When it is tried next.") @Nullable
            Instant nextAt,

            @Schema(description = "Since when it is delivered or given up.") @Nullable
            Instant settledAt,

            @Schema(description = "The last attempt.") @Nullable
            WebhookAttempt last) {}

    record WebhookAttempt(
            Instant at,
            @Schema(description = "Milliseconds.") @Nullable Integer took,
            @Nullable Integer status,
            Attempt.@Nullable Failure failure,
            @Nullable String detail,

            @Schema(description = "The first characters of the answer.") @Nullable
            String answer) {}

    @GetMapping("/{id}/deliveries")
    @Operation(summary = "What was sent and what waits, the latest event first")
    Page<WebhookDelivery> deliveries(
            @PathVariable String id,
            @Parameter(description = "WAITING, DELIVERED or GIVEN_UP. Default: all.")
                    @RequestParam(required = false)
                    @Nullable
                    String state,
            @Parameter(description = "'next' of the page before.") @RequestParam(required = false) @Nullable
                    String before,
            @Parameter(description = "How many, 1 to 200. Default: 50.") @RequestParam(required = false) @Nullable
                    String limit,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of("state", "before", "limit"), request);
        UUID known = find(caller, id).subscription().id();
        int size = Page.limit(limit);
        return Page.of(
                deliveries.page(
                        known,
                        Parameters.optional("state", state, State::valueOf, "WAITING"),
                        Parameters.optional("before", before, Long::valueOf, "'next' of the page before"),
                        size),
                size,
                entry -> delivery(known, entry),
                last -> Long.toString(last.event()));
    }

    @PostMapping("/{id}/deliveries/{delivery}/retry")
    @Operation(
            summary = "Try a delivery now, from the beginning",
            description = "Also one that was given up or delivered. The events of the same ticket keep their order.")
    ResponseEntity<WebhookDelivery> retry(
            @PathVariable String id,
            @PathVariable String delivery,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        UUID known = find(caller, id).subscription().id();
        long event = number(delivery);
        subscribing.retry(caller.district(), known, event, at());
        return ResponseEntity.accepted()
                .body(delivery(known, deliveries.find(known, event).orElseThrow(Subscribing::missing)));
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Problem.notFound("There is no such delivery.", "没有该投递记录。").asException();
        }
    }

    private static WebhookDelivery delivery(UUID webhook, Entry entry) {
        return new WebhookDelivery(
                entry.event(),
                Signature.messageId(webhook, entry.eventId()),
                entry.eventId(),
                entry.type(),
                entry.about(),
                entry.recordedAt(),
                entry.state(),
                entry.attempts(),
                entry.replays(),
                entry.nextAt(),
                entry.settledAt(),
                entry.lastAt() == null
                        ? null
                        : new WebhookAttempt(
                                entry.lastAt(),
                                entry.lastMillis(),
                                entry.lastStatus(),
                                entry.lastFailure(),
                                entry.lastDetail(),
                                entry.lastAnswer()));
    }

    // -- what they have in common -----------------------------------------------------------------------------------

    private Instant at() {
        return now.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** What is no id leads to nothing, as an unknown one does. */
    private Standing find(Caller caller, String id) {
        UUID known;
        try {
            known = UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw Subscribing.missing();
        }
        return subscriptions.find(caller.district(), known).orElseThrow(Subscribing::missing);
    }

    private Map<UUID, Count> counts(List<Standing> all) {
        return deliveries
                .waiting(all.stream().map(each -> each.subscription().id()).toList())
                .stream()
                .collect(Collectors.toMap(Count::webhook, Function.identity()));
    }

    private WebhookDocument document(Standing standing, @Nullable Count count, Instant at) {
        return WebhookDocument.of(
                standing, count, secrets.valid(standing.subscription().id(), at), at);
    }

    private ResponseEntity<WebhookDocument> answer(Standing standing) {
        UUID id = standing.subscription().id();
        return ResponseEntity.ok()
                .eTag(Versions.etag(standing.subscription().version()))
                .body(document(standing, counts(List.of(standing)).get(id), at()));
    }

    private WebhookWithSecret withSecret(Caller caller, Made made) {
        Standing standing = find(caller, made.subscription().id().toString());
        return new WebhookWithSecret(
                document(
                        standing,
                        counts(List.of(standing)).get(made.subscription().id()),
                        at()),
                made.secret());
    }
}
