package org.zhuqi.intake.importing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Any text as a piece of an id: {@code Value 4} becomes {@code value-4}. Where letters would be lost, as with {@code 张三},
 * the piece ends with a digest of the whole text, so that two people of the log never become one account.
 */
final class Slug {
    /** What every id pattern of the contracts allows. */
    private static final int MAX_LENGTH = 64;

    private static final int DIGEST_LENGTH = 12;

    private Slug() {}

    static String of(String text) {
        StringBuilder slug = new StringBuilder();
        boolean lost = false;
        String stripped = text.strip();
        for (int index = 0; index < stripped.length(); index++) {
            char character = stripped.charAt(index);
            if (isKept(character)) {
                slug.append(character);
            } else {
                lost |= character > 127;
                if (!slug.isEmpty() && slug.charAt(slug.length() - 1) != '-') {
                    slug.append('-');
                }
            }
        }
        String kept = slug.toString().replaceAll("-+$", "").toLowerCase(Locale.ROOT);
        if (lost || kept.isEmpty()) {
            return (kept.isEmpty() ? "" : kept + "-") + digest(stripped);
        }
        return kept;
    }

    /** Cut to the length that ids may have, by a digest that keeps it apart from others with the same beginning. */
    static String shortened(String id) {
        return id.length() <= MAX_LENGTH ? id : id.substring(0, MAX_LENGTH - DIGEST_LENGTH - 1) + "-" + digest(id);
    }

    private static boolean isKept(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || character == '.'
                || character == '_'
                || character == '-';
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGEST_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
