package org.zhuqi.directory.login.application;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.core.io.Resource;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.platform.security.Sealing;

/** Second factors, which the database may hold but not know: sealed to be read again, HMAC-SHA-256 to be recognised. */
public final class Secrets {
    private static final String HMAC = "HmacSHA256";

    private final Sealing sealing;
    private final SecretKeySpec recognising;

    /** @param file with the key; from it one for each purpose is made */
    public Secrets(Resource file, String setting) {
        SecretKeySpec root = new SecretKeySpec(Sealing.keyIn(file, setting), HMAC);
        this.sealing = new Sealing(mac(root, "seal"), setting);
        this.recognising = new SecretKeySpec(mac(root, "recognise"), HMAC);
    }

    /** Bound to its owner: in somebody else's row it cannot be opened. */
    public byte[] seal(byte[] secret, AccountId owner) {
        return sealing.seal(secret, owner.text());
    }

    /** @throws IllegalStateException if it was sealed with another key or for another owner */
    public byte[] open(byte[] sealed, AccountId owner) {
        return sealing.open(sealed, owner.text());
    }

    /** Tells a short secret's hash; without the key it cannot be found by trying. */
    public String recognise(String secret, AccountId owner) {
        return HexFormat.of().formatHex(mac(recognising, owner.text() + "\n" + secret));
    }

    private static byte[] mac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
