package org.zhuqi.directory.login.domain;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Texts that nobody can guess and everybody can copy from paper: no letters that look like digits, in groups of four. */
public final class RandomText {
    public static final int RECOVERY_CODES = 10;

    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int GROUP = 4;

    private final SecureRandom random;

    public RandomText(SecureRandom random) {
        this.random = random;
    }

    /** 16 characters, 79 bits. */
    public String oneTimePassword() {
        return groups(4);
    }

    /** 12 characters each, 59 bits. */
    public List<String> recoveryCodes() {
        return Stream.generate(() -> groups(3)).distinct().limit(RECOVERY_CODES).toList();
    }

    /** A recovery code however it was typed. */
    public static String folded(String code) {
        return code.toLowerCase(Locale.ROOT).replaceAll("[\\s\\-–]", "");
    }

    private String groups(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count * GROUP; i++) {
            if (i > 0 && i % GROUP == 0) {
                text.append('-');
            }
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
