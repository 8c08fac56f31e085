package org.zhuqi.notification.webhook.application;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.notification.webhook.domain.Subscription;
import org.zhuqi.notification.webhook.domain.Subscription.Pause;
import org.zhuqi.notification.webhook.domain.Subscription.Reason;
import org.zhuqi.notification.webhook.domain.Subscription.Terms;
import org.zhuqi.notification.webhook.postgres.DeliveryRows;
import org.zhuqi.notification.webhook.postgres.DeliveryRows.Period;
import org.zhuqi.notification.webhook.postgres.SecretRows;
import org.zhuqi.notification.webhook.postgres.SubscriptionRows;
import org.zhuqi.notification.webhook.postgres.SubscriptionRows.Going;
import org.zhuqi.notification.webhook.postgres.SubscriptionRows.Standing;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.Versions;

/** What administrators do with subscriptions. */
public final class Subscribing {
    private final SubscriptionRows subscriptions;
    private final SecretRows secrets;
    private final DeliveryRows deliveries;
    private final Keyring keyring;
    private final Runnable news;
    private final TransactionTemplate transaction;
    private final Bounds bounds;

    /**
     * @param perDistrict subscriptions
     * @param replayAtMost events of a period that can be asked for once more
     * @param keep how long events are kept
     */
    public record Bounds(int perDistrict, int replayAtMost, Duration keep) {}

    public Subscribing(
            SubscriptionRows subscriptions,
            SecretRows secrets,
            DeliveryRows deliveries,
            Keyring keyring,
            Runnable news,
            TransactionTemplate transaction,
            Bounds bounds) {
        this.subscriptions = subscriptions;
        this.secrets = secrets;
        this.deliveries = deliveries;
        this.keyring = keyring;
        this.news = news;
        this.transaction = transaction;
        this.bounds = bounds;
    }

    /** @param secret as people see it, this once */
    public record Made(Subscription subscription, String secret) {}

    public Made make(UUID id, DistrictId district, Terms terms, boolean active, AccountId by, Instant at) {
        requireKey();
        return inTransaction(() -> {
            if (subscriptions.of(district).size() >= bounds.perDistrict()) {
                throw rule(
                        "The district has %d webhooks, and no more are kept.".formatted(bounds.perDistrict()),
                        "本区已有 %d 个回调订阅，不能再增加。".formatted(bounds.perDistrict()));
            }
            Subscription subscription = new Subscription(
                    id, district, 1, terms, active ? null : new Pause(Reason.BY_HAND, at, null), at, by, at, by);
            subscriptions.add(subscription);
            return new Made(subscription, keyring.make(id, at));
        });
    }

    /** Who makes it active again begins anew with what waits. */
    public Standing change(
            DistrictId district, UUID id, long seen, Terms terms, boolean active, AccountId by, Instant at) {
        Standing changed = inTransaction(() -> {
            Standing standing = locked(district, id);
            Subscription before = standing.subscription();
            if (before.version() != seen) {
                throw Versions.stale(before.version());
            }
            Pause pause =
                    active ? null : before.paused() == null ? new Pause(Reason.BY_HAND, at, null) : before.paused();
            Subscription after = new Subscription(
                    id, district, seen + 1, terms, pause, before.createdAt(), before.createdBy(), at, by);
            subscriptions.save(after);
            boolean elsewhere = !before.terms().url().equals(terms.url());
            if (after.isActive() && (!before.isActive() || elsewhere)) {
                Going anew = new Going(0, null, null, null, standing.going().lastDeliveredAt());
                subscriptions.save(id, anew);
                deliveries.beginAnew(id, at);
                return new Standing(after, anew);
            }
            return new Standing(after, standing.going());
        });
        news.run();
        return changed;
    }

    /** With its queue, its log and its secrets. */
    public void remove(DistrictId district, UUID id, long seen) {
        inTransaction(() -> {
            Subscription subscription = locked(district, id).subscription();
            if (subscription.version() != seen) {
                throw Versions.stale(subscription.version());
            }
            return subscriptions.remove(district, id);
        });
    }

    /**
     * A new secret. Both sign until the old one ends.
     *
     * @param overlap how long the old one still signs
     */
    public Made rotate(DistrictId district, UUID id, Duration overlap, Instant at) {
        requireKey();
        return inTransaction(() -> {
            Subscription subscription = locked(district, id).subscription();
            secrets.end(id, at.plus(overlap));
            secrets.removeEnded(id, at);
            return new Made(subscription, keyring.make(id, at));
        });
    }

    /** @return how many were put into the queue */
    public int replay(DistrictId district, UUID id, Instant from, Instant to, Instant at) {
        Instant oldest = at.minus(bounds.keep());
        if (!from.isBefore(to)) {
            throw rule("'from' must be before 'to'.", "“from”应早于“to”。");
        }
        if (from.isBefore(oldest)) {
            throw rule(
                    "Events are kept since %s; nothing earlier can be sent once more.".formatted(oldest),
                    "事件仅保留自 %s 起，更早的无法重发。".formatted(oldest));
        }
        int replayed = inTransaction(() -> {
            Subscription subscription = locked(district, id).subscription();
            Period period = new Period(district.text(), subscription.terms().filter(), from, to);
            long count = deliveries.count(period);
            if (count > bounds.replayAtMost()) {
                throw rule(
                        "The period has %d events; at most %d are sent once more at a time."
                                .formatted(count, bounds.replayAtMost()),
                        "该时段有 %d 个事件，每次最多重发 %d 个。".formatted(count, bounds.replayAtMost()));
            }
            return deliveries.replay(id, period, at);
        });
        news.run();
        return replayed;
    }

    public void retry(DistrictId district, UUID id, long event, Instant at) {
        inTransaction(() -> {
            Subscription subscription = locked(district, id).subscription();
            if (!subscription.isActive()) {
                throw Problem.of(
                                HttpStatus.CONFLICT,
                                "paused",
                                "Nothing is sent while the webhook is paused. Make it active first.",
                                "该订阅已暂停，请先恢复。")
                        .asException();
            }
            if (!deliveries.again(id, event, at)) {
                throw Problem.notFound("There is no such delivery.", "没有该投递记录。").asException();
            }
            return subscription;
        });
        news.run();
    }

    private Standing locked(DistrictId district, UUID id) {
        return subscriptions
                .lock(id)
                .filter(standing -> standing.subscription().district().equals(district))
                .orElseThrow(() -> missing());
    }

    public static RuntimeException missing() {
        return Problem.notFound("There is no such webhook.", "没有该回调订阅。").asException();
    }

    private void requireKey() {
        if (!keyring.isReady()) {
            throw Problem.of(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "not-set-up",
                            "Webhooks are not set up here: zhuqi.webhooks.secrets-key is missing.",
                            "尚未配置回调功能：缺少 zhuqi.webhooks.secrets-key。")
                    .asException();
        }
    }

    private static RuntimeException rule(String en, String zh) {
        return Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "rule", en, zh).asException();
    }

    private interface Work<R> {
        R done();
    }

    private <R> R inTransaction(Work<R> work) {
        @Nullable R result = transaction.execute(status -> work.done());
        return Objects.requireNonNull(result, "each of them returns something");
    }
}
