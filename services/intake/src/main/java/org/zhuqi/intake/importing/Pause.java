package org.zhuqi.intake.importing;

import java.time.Duration;

/** How the client waits before it tries again. */
@FunctionalInterface
interface Pause {
    void sleep(Duration duration) throws InterruptedException;
}
