package org.zhuqi.notification.webhook.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Secrets that the database may hold but not know: AES-256-GCM, bound to the subscription whose they are. */
public final class Sealing {
    private static final int KEY_LENGTH = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random;

    /** @param text the key, 32 bytes in Base64 */
    public Sealing(String text, SecureRandom random) {
        byte[] bytes = Base64.getDecoder().decode(text.strip());
        if (bytes.length != KEY_LENGTH) {
            throw new IllegalArgumentException("the key has %d bytes, not %d".formatted(bytes.length, KEY_LENGTH));
        }
        this.key = new SecretKeySpec(bytes, "AES");
        this.random = random;
    }

    /** In Base64. */
    public String seal(byte[] secret, UUID owner) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] box = crypt(Cipher.ENCRYPT_MODE, nonce, secret, owner);
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(NONCE + box.length)
                        .put(nonce)
                        .put(box)
                        .array());
    }

    /** @throws IllegalStateException if it was sealed with another key or for another subscription */
    public byte[] open(String text, UUID owner) {
        byte[] box = Base64.getDecoder().decode(text);
        return crypt(Cipher.DECRYPT_MODE, Arrays.copyOf(box, NONCE), Arrays.copyOfRange(box, NONCE, box.length), owner);
    }

    private byte[] crypt(int mode, byte[] nonce, byte[] text, UUID owner) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(owner.toString().getBytes(StandardCharsets.US_ASCII));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the secret of the webhook %s cannot be read: is zhuqi.webhooks.secrets-key the key it was kept with?"
                            .formatted(owner),
                    e);
        }
    }
}
