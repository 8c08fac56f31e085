package org.zhuqi.platform.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** Token buckets by name, in a memory that does not grow: who has not come for a while has a full one again anyway. */
final class Buckets {
    private static final int MOST = 100_000;
    private static final Duration KEPT = Duration.ofMinutes(30);

    private final TimeMeter time;
    private final Cache<Limited, Bucket> buckets =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(KEPT).build();

    Buckets(InstantSource now) {
        this.time = new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                Instant instant = now.instant();
                return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }

    /** Which limit, and whom it limits. */
    record Limited(String limit, String whom) {}

    /**
     * @param left how many more would pass now
     * @param retryAfterSeconds rounded up; 0 if it passed
     */
    record Take(boolean passed, String limit, Rate rate, long left, long retryAfterSeconds) {}

    Take take(Limited key, Rate rate) {
        Bucket bucket = buckets.get(
                key,
                unknown -> Bucket.builder()
                        .withCustomTimePrecision(time)
                        .addLimit(limit -> limit.capacity(rate.burst()).refillGreedy(rate.refill(), rate.period()))
                        .build());
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        long wait = probe.isConsumed() ? 0 : Math.ceilDiv(probe.getNanosToWaitForRefill(), TimeUnit.SECONDS.toNanos(1));
        return new Take(probe.isConsumed(), key.limit(), rate, probe.getRemainingTokens(), wait);
    }
}
