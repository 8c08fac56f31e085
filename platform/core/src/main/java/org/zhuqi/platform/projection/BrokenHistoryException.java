package org.zhuqi.platform.projection;

/** Events that cannot be the life of one ticket. */
public final class BrokenHistoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BrokenHistoryException(String message) {
        super(message);
    }
}
