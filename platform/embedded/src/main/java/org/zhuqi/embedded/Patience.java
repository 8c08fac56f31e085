package org.zhuqi.embedded;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what the operating system gives no notice of. */
final class Patience {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private Patience() {}

    /** Tells whether the condition came true in time. */
    static boolean until(BooleanSupplier condition, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() >= deadline) {
                return false;
            }
            try {
                Thread.sleep(BETWEEN_LOOKS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EmbeddedServerException("Interrupted while waiting for a server", e);
            }
        }
        return true;
    }
}
