package org.zhuqi.bench;

import java.util.ArrayDeque;
import java.util.Deque;

/** What must be ended also if this process is told to end early: servers, children, folders; the last begun first. */
final class AtExit {
    private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(AtExit::closeAll, "bench-at-exit"));
    }

    private AtExit() {}

    static void close(AutoCloseable one) {
        synchronized (OPEN) {
            OPEN.push(one);
        }
    }

    /** It has been closed in the ordinary way. */
    static void forget(AutoCloseable one) {
        synchronized (OPEN) {
            OPEN.remove(one);
        }
    }

    private static void closeAll() {
        while (true) {
            AutoCloseable next;
            synchronized (OPEN) {
                next = OPEN.poll();
            }
            if (next == null) {
                return;
            }
            try {
                next.close();
            } catch (Exception e) {
                System.err.println("bench: could not end " + next + ": " + e);
            }
        }
    }
}
