package org.zhuqi.platform.calendar;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;

/** A hash over parts. Each part is preceded by its length, so that no two different lists of parts read the same. */
final class Fingerprint {
    private final StringBuilder parts = new StringBuilder();

    Fingerprint part(Object part) {
        String text = part.toString();
        parts.append(text.length()).append(':').append(text);
        return this;
    }

    /** Announces how many parts of a list follow. */
    Fingerprint size(Collection<?> list) {
        return part(list.size());
    }

    String hex(int digits) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(parts.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, digits);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
