package org.zhuqi.notification.webhook.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.notification.webhook.domain.EventFilter;
import org.zhuqi.notification.webhook.domain.Subscription;
import org.zhuqi.notification.webhook.postgres.DeliveryRows.Count;
import org.zhuqi.notification.webhook.postgres.SecretRows.Sealed;
import org.zhuqi.notification.webhook.postgres.SubscriptionRows.Going;
import org.zhuqi.notification.webhook.postgres.SubscriptionRows.Standing;

/** A subscription as an administrator sees it. */
record WebhookDocument(
        UUID id,
        @Schema(description = "Also the ETag.") long version,

        @Schema(description = "Who is responsible for the receiver.", example = "省平台对接组")
        String owner,

        @Nullable String description,
        @Schema(example = "https://example.org/zhuqi") String url,

        @Schema(
                description = "Types of events, a star at the end for all that begin so.",
                example = "[\"zhuqi.ticket.*\"]")
        List<String> types,

        @Schema(description = "Only what is about something that named this unit.") @Nullable
        UnitId unit,

        @Schema(description = "Only what is about something that named this enterprise.") @Nullable
        EnterpriseId enterprise,

        @Schema(description = "False: what happens waits, and is sent once it is active again.")
        boolean active,

        @Schema(description = "Why it is not active: BY_HAND, GONE (the receiver answered 410), FAILING.") @Nullable
        WebhookPause paused,

        Instant createdAt,
        AccountId createdBy,
        Instant changedAt,
        AccountId changedBy,

        @Schema(description = "Deliveries that wait.") long waiting,

        @Schema(description = "Since when the oldest waits.") @Nullable
        Instant waitingSince,

        @Schema(description = "Since when nothing is taken; absent if the last delivery was.") @Nullable
        Instant failingSince,

        @Schema(description = "Nothing is sent before: the receiver rests, or asked for it.") @Nullable
        Instant restsUntil,

        @Nullable Instant lastDeliveredAt,

        @Schema(description = "The secrets that sign, the newest first; never what they are.")
        List<WebhookSecret> secrets) {

    record WebhookPause(
            Subscription.Reason reason,
            Instant since,
            @Nullable String said) {}

    record WebhookSecret(
            int number,
            Instant madeAt,

            @Schema(description = "Absent for the newest.") @Nullable
            Instant validUntil) {}

    static WebhookDocument of(Standing standing, @Nullable Count count, List<Sealed> secrets, Instant at) {
        Subscription it = standing.subscription();
        Going going = standing.going();
        EventFilter filter = it.terms().filter();
        return new WebhookDocument(
                it.id(),
                it.version(),
                it.terms().owner(),
                it.terms().description(),
                it.terms().url(),
                filter.types(),
                filter.unit(),
                filter.enterprise(),
                it.isActive(),
                it.paused() == null
                        ? null
                        : new WebhookPause(
                                it.paused().reason(),
                                it.paused().since(),
                                it.paused().said()),
                it.createdAt(),
                it.createdBy(),
                it.changedAt(),
                it.changedBy(),
                count == null ? 0 : count.waiting(),
                count == null ? null : count.oldest(),
                going.failingSince(),
                rest(going, at),
                going.lastDeliveredAt(),
                secrets.stream()
                        .map(secret -> new WebhookSecret(secret.number(), secret.madeAt(), secret.validUntil()))
                        .toList());
    }

    private static @Nullable Instant rest(Going going, Instant at) {
        Instant rest = going.restUntil();
        Instant asked = going.askedUntil();
        Instant later = rest == null || (asked != null && asked.isAfter(rest)) ? asked : rest;
        return later == null || !later.isAfter(at) ? null : later;
    }
}
