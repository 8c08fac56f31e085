package org.zhuqi.platform.messaging;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** {@code hash(n) = SHA-256(hash(n-1) ‖ body(n))}: no event of a ticket can be changed, taken out or put in unnoticed. */
public final class HashChain {
    private static final int LENGTH = 32;

    private HashChain() {}

    /** What stands before a ticket's first event: 32 zero bytes. */
    public static byte[] start() {
        return new byte[LENGTH];
    }

    public static byte[] next(byte[] previousHash, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(previousHash);
            return digest.digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
