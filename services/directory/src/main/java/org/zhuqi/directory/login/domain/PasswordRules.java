package org.zhuqi.directory.login.domain;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.zhuqi.contracts.Sentence;

/**
 * What a password must be (NIST SP 800-63B, 5.1.1.2): long, and none that is guessed first. No composition rules, no
 * expiry: both make people choose worse ones.
 */
public final class PasswordRules {
    /** Code points. */
    public static final int SHORTEST = 12;
    /** Code points; what is longer only makes hashing slow. */
    public static final int LONGEST = 128;

    private static final Set<String> COMMON_STEMS = Set.of(
            "password",
            "passw0rd",
            "p@ssw0rd",
            "p@ssword",
            "admin",
            "administrator",
            "root",
            "welcome",
            "letmein",
            "iloveyou",
            "woaini",
            "qwerty",
            "qwertyuiop",
            "qwer",
            "asdf",
            "asdfgh",
            "asdfghjkl",
            "zxcv",
            "zxcvbn",
            "zxcvbnm",
            "1qaz2wsx",
            "1q2w3e4r",
            "1q2w3e",
            "qazwsx",
            "abc",
            "abcd",
            "abcdef",
            "test",
            "user",
            "login",
            "changeme",
            "secret",
            "dragon",
            "monkey",
            "sunshine",
            "princess",
            "football",
            "zhuqi",
            "zhuqitong",
            "mima",
            "china",
            "zhongguo",
            "zhejiang",
            "hangzhou",
            "qiantang",
            "shangyu");
    /** Keys side by side and counting, forwards; looked for in both directions. */
    private static final List<String> RUNS = List.of(
            "01234567890123456789",
            "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
            "qwertyuiopasdfghjklzxcvbnmqwertyuiop",
            "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p");
    /** What people put behind or before a word to make it long: digits and marks. */
    private static final Pattern ORNAMENT = Pattern.compile("[\\d\\p{Punct}\\s]+");

    private PasswordRules() {}

    /** @return what is wrong with it, if anything */
    public static Optional<Sentence> faultOf(String password, String login, String name) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST) {
            return fault(
                    "A password needs at least 12 characters. A sentence is easy to remember.",
                    "密码至少需要 12 个字符，可以用一句话作密码。");
        }
        if (length > LONGEST) {
            return fault("A password has at most 128 characters.", "密码最多 128 个字符。");
        }
        String folded = password.toLowerCase(Locale.ROOT);
        if (isMadeOf(folded, login) || isMadeOf(folded, name)) {
            return fault("A password must not be your login or your name.", "密码不能是您的用户名或姓名。");
        }
        if (isCommon(folded)) {
            return fault(
                    "This password is among those that are tried first. Please choose another.", "该密码过于常见，容易被猜中，请换一个。");
        }
        return Optional.empty();
    }

    private static Optional<Sentence> fault(String en, String zh) {
        return Optional.of(new Sentence(en, zh));
    }

    private static boolean isMadeOf(String password, String word) {
        String folded = word.toLowerCase(Locale.ROOT).strip();
        return !folded.isEmpty()
                && password.contains(folded)
                && ORNAMENT.matcher(password.replace(folded, "")).replaceAll("").isEmpty();
    }

    private static boolean isCommon(String password) {
        if (password.codePoints().distinct().count() < 5 || isRepetition(password) || isRun(password)) {
            return true;
        }
        String core = ORNAMENT.matcher(password).replaceAll("");
        return (core.isEmpty() && password.chars().allMatch(Character::isDigit))
                || COMMON_STEMS.contains(core)
                || COMMON_STEMS.stream().anyMatch(stem -> isMadeOf(password, stem));
    }

    /** The same few characters over and over, such as {@code abcdabcdabcd}. */
    private static boolean isRepetition(String password) {
        for (int part = 1; part <= password.length() / 2; part++) {
            if (password.length() % part == 0
                    && password.substring(0, part)
                            .repeat(password.length() / part)
                            .equals(password)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRun(String password) {
        String backwards = new StringBuilder(password).reverse().toString();
        return RUNS.stream().anyMatch(run -> run.contains(password) || run.contains(backwards));
    }
}
