package org.zhuqi.directory.domain;

import java.util.random.RandomGenerator;

/** Ids that say nothing of whom they stand for, for entries whose maker gave none. */
public final class OpaqueId {
    /** Crockford's base32, in lower case: nothing that is taken for something else. */
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    /** 65 random bits: two of a hundred million entries meet with a probability of less than one in a thousand. */
    private static final int CHARACTERS = 13;

    private OpaqueId() {}

    /** @param prefix says the kind: {@code u}, {@code c}, {@code l}, {@code e}, {@code a} or {@code p} */
    public static String next(String prefix, RandomGenerator random) {
        StringBuilder id = new StringBuilder(prefix).append('-');
        for (int i = 0; i < CHARACTERS; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
