package org.zhuqi.notification.domain;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A robot of DingTalk that takes signed messages (自定义机器人，加签).
 *
 * @param address as DingTalk gave it, with its access token
 * @param secret as DingTalk gave it, {@code SEC…}
 */
public record Robot(String address, String secret) {
    private static final String HMAC = "HmacSHA256";

    /** The address for a message that is sent now: the signature is good for an hour. */
    public URI signed(Instant now) {
        long timestamp = now.toEpochMilli();
        String separator = address.contains("?") ? "&" : "?";
        return URI.create("%s%stimestamp=%d&sign=%s".formatted(address, separator, timestamp, sign(timestamp)));
    }

    private String sign(long timestamp) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
            byte[] sign = mac.doFinal((timestamp + "\n" + secret).getBytes(StandardCharsets.UTF_8));
            return java.net.URLEncoder.encode(Base64.getEncoder().encodeToString(sign), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }

    /** Neither leaks into a log. */
    @Override
    public String toString() {
        return "a robot";
    }
}
