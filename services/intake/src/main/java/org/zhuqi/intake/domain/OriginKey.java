package org.zhuqi.intake.domain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.Origin;
import org.zhuqi.platform.network.RemoteNetwork;

/**
 * Makes origins of networks for one day: HMAC-SHA-256 (RFC 2104) over district and network, cut to 16 bytes. Without a key
 * all four billion IPv4 addresses could be tried in seconds; with it nobody can who has not the key of that day.
 */
public final class OriginKey {
    /** As long as the hash (RFC 2104, section 3). */
    private static final int BYTES = 32;

    private static final int KEPT_BYTES = 16;
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] secret;

    public OriginKey(byte[] secret) {
        this.secret = secret.clone();
    }

    public static OriginKey random(SecureRandom random) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return new OriginKey(secret);
    }

    public byte[] secret() {
        return secret.clone();
    }

    public Origin origin(DistrictId district, RemoteNetwork network) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            mac.update((district + "\n").getBytes(UTF_8));
            mac.update(network.text().getBytes(UTF_8));
            return new Origin(HexFormat.of().formatHex(Arrays.copyOf(mac.doFinal(), KEPT_BYTES)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
