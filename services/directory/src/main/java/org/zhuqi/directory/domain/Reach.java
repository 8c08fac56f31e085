package org.zhuqi.directory.domain;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a person can be reached: the forms of phone numbers and mail addresses. */
public final class Reach {
    private static final Pattern PREFIX = Pattern.compile("^(?:\\+86|0086)");
    private static final Pattern MOBILE = Pattern.compile("1[3-9]\\d{9}");
    /** Area code, number, extension. Area codes of mainland China: 010, 02x, and 0 with three more digits. */
    private static final Pattern LANDLINE =
            Pattern.compile("(010|02\\d|0[3-9]\\d{2})-?([2-9]\\d{6,7})(?:[-#x转](\\d{1,6}))?");

    private static final Pattern MAIL =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]{2,63}");
    private static final int LONGEST_MAIL = 254;
    private static final int LONGEST_LOCAL_PART = 64;

    private Reach() {}

    /** A mainland mobile as eleven digits, a landline as {@code 0571-86911234} or {@code 0571-86911234-801}; else empty. */
    public static Optional<String> phone(String typed) {
        String text = Normalizer.normalize(typed, Normalizer.Form.NFKC).replaceAll("[\\s\\p{Z}()]", "");
        text = PREFIX.matcher(text).replaceFirst("");
        String digits = text.replace("-", "");
        if (MOBILE.matcher(digits).matches()) {
            return Optional.of(digits);
        }
        Matcher landline = LANDLINE.matcher(text);
        if (!landline.matches()) {
            return Optional.empty();
        }
        return Optional.of(landline.group(1) + "-" + landline.group(2)
                + (landline.group(3) == null ? "" : "-" + landline.group(3)));
    }

    /** A mail address (RFC 5321, dot-atoms only), trimmed; else empty. */
    public static Optional<String> mail(String typed) {
        String text = Normalizer.normalize(typed, Normalizer.Form.NFKC).strip();
        return text.length() <= LONGEST_MAIL
                        && text.indexOf('@') <= LONGEST_LOCAL_PART
                        && MAIL.matcher(text).matches()
                ? Optional.of(text)
                : Optional.empty();
    }
}
