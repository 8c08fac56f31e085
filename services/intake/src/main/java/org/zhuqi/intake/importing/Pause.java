package org.zhuqi.intake.importing;

import java.time.Duration;

/** How the client waits before it tries again. */
@FunctionalInterface
public interface Pause {
    void sleep(Duration duration) throws InterruptedException;
}
