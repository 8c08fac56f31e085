package org.zhuqi.notification.webhook.domain;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Ids and signatures after the Standard Webhooks specification 1.0.0: HMAC-SHA-256 over id, second and body. */
public final class Signature {
    /** Of a secret as people see it. */
    public static final String PREFIX = "whsec_";

    private static final int SECRET_BYTES = 32;
    private static final int ID_BYTES = 16;
    private static final String HMAC = "HmacSHA256";

    private Signature() {}

    public static byte[] newSecret(SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return secret;
    }

    /** A secret as people see it. */
    public static String shown(byte[] secret) {
        return PREFIX + Base64.getEncoder().encodeToString(secret);
    }

    /** The same for each attempt and each replay; has no full stop, which is what separates the parts of what is signed. */
    public static String messageId(UUID subscription, String event) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((subscription + "\n" + event).getBytes(StandardCharsets.UTF_8));
            return "msg_" + HexFormat.of().formatHex(Arrays.copyOf(digest, ID_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * The header {@code webhook-signature}: one for each secret that holds.
     *
     * @param at when it is sent; whole seconds count
     */
    public static String of(Collection<byte[]> secrets, String messageId, Instant at, byte[] body) {
        return secrets.stream()
                .map(secret -> "v1," + Base64.getEncoder().encodeToString(mac(secret, messageId, at, body)))
                .collect(Collectors.joining(" "));
    }

    private static byte[] mac(byte[] secret, String messageId, Instant at, byte[] body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            mac.update((messageId + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
