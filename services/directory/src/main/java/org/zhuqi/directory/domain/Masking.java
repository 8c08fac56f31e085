package org.zhuqi.directory.domain;

import org.jspecify.annotations.Nullable;

/** What of personal data may be seen by everyone who may see that there is any. */
public final class Masking {
    private static final int FROM_THE_END = 4;

    private Masking() {}

    /** The first character, then a star for each further one: {@code 王*}. */
    public static String name(String name) {
        if (name.isEmpty()) {
            return name;
        }
        int first = name.offsetByCodePoints(0, 1);
        return name.substring(0, first) + "*".repeat(name.codePointCount(first, name.length()));
    }

    /** {@code 138****1234}; of a landline its area code and the last three digits. */
    public static @Nullable String phone(@Nullable String phone) {
        if (phone == null) {
            return null;
        }
        int dash = phone.indexOf('-');
        if (dash > 0) {
            int end = phone.indexOf('-', dash + 1);
            String number = phone.substring(dash + 1, end < 0 ? phone.length() : end);
            return phone.substring(0, dash + 1) + "****" + number.substring(Math.max(0, number.length() - 3));
        }
        return phone.length() <= FROM_THE_END + 3
                ? "*".repeat(phone.length())
                : phone.substring(0, 3) + "****" + phone.substring(phone.length() - FROM_THE_END);
    }

    /** {@code z***@example.cn}. */
    public static @Nullable String mail(@Nullable String mail) {
        if (mail == null) {
            return null;
        }
        int at = mail.indexOf('@');
        return at < 1 ? "***" : mail.substring(0, mail.offsetByCodePoints(0, 1)) + "***" + mail.substring(at);
    }
}
