package org.zhuqi.directory.login.domain;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;

/** The second factor: RFC 6238 with SHA-1, steps of 30 seconds and 6 digits, what every authenticator program does. */
public final class Totp {
    /** Bytes; RFC 4226, 4 R6 recommends 160 bits. */
    public static final int SECRET_LENGTH = 20;

    private static final Duration STEP = Duration.ofSeconds(30);
    /** Steps that a code may be early or late: clocks of phones differ. */
    private static final int TOLERANCE = 1;

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String ALGORITHM = TimeBasedOneTimePasswordGenerator.TOTP_ALGORITHM_HMAC_SHA1;

    private final TimeBasedOneTimePasswordGenerator generator =
            new TimeBasedOneTimePasswordGenerator(STEP, 6, ALGORITHM);

    public static byte[] newSecret(SecureRandom random) {
        byte[] secret = new byte[SECRET_LENGTH];
        random.nextBytes(secret);
        return secret;
    }

    /** The code of the step in which that time lies. */
    public String code(byte[] secret, Instant at) {
        try {
            return generator.generateOneTimePasswordString(new SecretKeySpec(secret, ALGORITHM), at);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("a secret that is no key", e);
        }
    }

    /** @return the step whose code this is, now or just before or after; empty if it is none */
    public OptionalLong stepOf(byte[] secret, String code, Instant now) {
        OptionalLong found = OptionalLong.empty();
        byte[] typed = code.getBytes(StandardCharsets.UTF_8);
        for (int offset = -TOLERANCE; offset <= TOLERANCE; offset++) {
            Instant at = now.plus(STEP.multipliedBy(offset));
            if (MessageDigest.isEqual(code(secret, at).getBytes(StandardCharsets.UTF_8), typed)) {
                found = OptionalLong.of(at.getEpochSecond() / STEP.toSeconds());
            }
        }
        return found;
    }

    /** As people type it into a program that cannot see the QR code: RFC 4648, base32 without padding. */
    public static String text(byte[] secret) {
        StringBuilder text = new StringBuilder();
        int bits = 0;
        int held = 0;
        for (byte next : secret) {
            held = (held << 8) | (next & 0xff);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(BASE32.charAt((held >> bits) & 31));
            }
            held &= (1 << bits) - 1;
        }
        if (bits > 0) {
            text.append(BASE32.charAt((held << (5 - bits)) & 31));
        }
        return text.toString();
    }

    /** What the QR code says. */
    public static String address(byte[] secret, String issuer, String login) {
        return "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=6&period=30"
                .formatted(escape(issuer), escape(login), text(secret), escape(issuer));
    }

    private static String escape(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
