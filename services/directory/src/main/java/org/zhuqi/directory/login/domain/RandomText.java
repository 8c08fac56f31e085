package org.zhuqi.directory.login.domain;

import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;

/** Texts that nobody can guess and everybody can copy from paper: no letters that look like digits, in groups of four. */
public final class RandomText {
    public static final int RECOVERY_CODES = 10;

    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    /** Recovery codes are typed where a phone shows digits alone. */
    private static final String DIGITS = "0123456789";

    private static final int GROUP = 4;

    private final SecureRandom random;

    public RandomText(SecureRandom random) {
        this.random = random;
    }

    /** 16 characters, 79 bits. */
    public String oneTimePassword() {
        return groups(LETTERS, 4);
    }

    /** 12 digits each: 40 bits, for an account that rests after five wrong ones. */
    public List<String> recoveryCodes() {
        return Stream.generate(() -> groups(DIGITS, 3))
                .distinct()
                .limit(RECOVERY_CODES)
                .toList();
    }

    /** A recovery code however it was typed. */
    public static String folded(String code) {
        return code.replaceAll("[\\s\\-–]", "");
    }

    private String groups(String characters, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count * GROUP; i++) {
            if (i > 0 && i % GROUP == 0) {
                text.append('-');
            }
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        return text.toString();
    }
}
