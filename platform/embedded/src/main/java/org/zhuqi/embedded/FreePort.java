package org.zhuqi.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port of the loopback interface nobody listens on. Chosen below the range from which the kernel serves outgoing
 * connections, so that none of those takes it before the server has bound it.
 */
final class FreePort {
    private static final int FIRST = 20_000;
    private static final int LAST = 31_999;
    private static final int ATTEMPTS = 200;

    /** Ports already given away in this JVM, bound yet or not. */
    private static final Set<Integer> TAKEN = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    static int orChosen(int chosen) {
        return chosen == 0 ? next() : chosen;
    }

    static int next() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int candidate = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
            if (TAKEN.add(candidate) && isFree(candidate)) {
                return candidate;
            }
        }
        throw new EmbeddedServerException("Expected to find a free port between " + FIRST + " and " + LAST
                + ", but none of " + ATTEMPTS + " was");
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
