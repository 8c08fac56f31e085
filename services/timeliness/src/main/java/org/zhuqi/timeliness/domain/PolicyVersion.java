package org.zhuqi.timeliness.domain;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A policy and its version, such as {@code 135-staged@1}. A version that was published never changes. */
public record PolicyVersion(String policy, int number) {
    private static final Pattern TEXT = Pattern.compile("([a-z0-9][a-z0-9-]{0,59})@([1-9][0-9]{0,5})");

    /** @throws IllegalArgumentException with a sentence, if the text is not of that form */
    public static PolicyVersion of(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is not a policy version: it is written like 135-staged@1".formatted(text));
        }
        return new PolicyVersion(parts.group(1), Integer.parseInt(parts.group(2)));
    }

    public String text() {
        return policy + "@" + number;
    }

    @Override
    public String toString() {
        return text();
    }
}
