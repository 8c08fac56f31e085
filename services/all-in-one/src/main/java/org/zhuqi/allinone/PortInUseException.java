package org.zhuqi.allinone;

/** The web port that was asked for belongs to somebody else. */
public final class PortInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private PortInUseException(int port) {
        super("port %d on 127.0.0.1 is taken by another program; choose one with --port, or --port 0 for any"
                .formatted(port));
    }

    /** @param port 0 is always free */
    public static void check(int port) {
        if (port != 0 && !FreePort.isFree(port)) {
            throw new PortInUseException(port);
        }
    }
}
