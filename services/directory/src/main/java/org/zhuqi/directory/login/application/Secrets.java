package org.zhuqi.directory.login.application;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.zhuqi.contracts.id.AccountId;

/** Secrets that the database may hold but not know: AES-256-GCM to read again, HMAC-SHA-256 to recognise. */
public final class Secrets {
    /** Bytes of the key. */
    public static final int KEY_LENGTH = 32;

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec sealing;
    private final SecretKeySpec recognising;
    private final SecureRandom random;

    /** @param text the key, 32 bytes in Base64 */
    public Secrets(String text, SecureRandom random) {
        byte[] key = Base64.getDecoder().decode(text.strip());
        if (key.length != KEY_LENGTH) {
            throw new IllegalArgumentException("the key has %d bytes, not %d".formatted(key.length, KEY_LENGTH));
        }
        SecretKeySpec root = new SecretKeySpec(key, HMAC);
        this.sealing = new SecretKeySpec(mac(root, "seal"), "AES");
        this.recognising = new SecretKeySpec(mac(root, "recognise"), HMAC);
        this.random = random;
    }

    /** A new key as {@link #Secrets} takes it. */
    public static String newKey(SecureRandom random) {
        byte[] key = new byte[KEY_LENGTH];
        random.nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    /** Bound to its owner: in somebody else's row it cannot be opened. */
    public byte[] seal(byte[] secret, AccountId owner) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, secret, owner);
        return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
    }

    /** @throws IllegalStateException if it was sealed with another key or for another owner */
    public byte[] open(byte[] sealed, AccountId owner) {
        return crypt(
                Cipher.DECRYPT_MODE,
                Arrays.copyOf(sealed, NONCE),
                Arrays.copyOfRange(sealed, NONCE, sealed.length),
                owner);
    }

    /** Tells a short secret's hash; without the key it cannot be found by trying. */
    public String recognise(String secret, AccountId owner) {
        return HexFormat.of().formatHex(mac(recognising, owner.text() + "\n" + secret));
    }

    private byte[] crypt(int mode, byte[] nonce, byte[] text, AccountId owner) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(owner.text().getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the second factor of %s cannot be read: is zhuqi.login.secrets-key the key it was kept with?"
                            .formatted(owner),
                    e);
        }
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
