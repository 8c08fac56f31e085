package org.zhuqi.platform.security;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;

/** Secrets that the database may hold but not know: AES-256-GCM, each bound to its owner. Safe for any number of threads. */
public final class Sealing {
    /** Bytes of the key. */
    public static final int KEY_LENGTH = 32;

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;
    private final String setting;

    /** @param setting that names the key, for whoever is told that it is another one */
    public Sealing(byte[] key, String setting) {
        this.key = new SecretKeySpec(key, "AES");
        this.setting = setting;
    }

    /** @return null where there is no key: then there are no secrets */
    public static @Nullable Sealing with(@Nullable Resource file, String setting) {
        return file == null ? null : new Sealing(keyIn(file, setting), setting);
    }

    /** @throws IllegalStateException if the file does not hold {@value #KEY_LENGTH} bytes in Base64 */
    public static byte[] keyIn(Resource file, String setting) {
        try {
            return key(file.getContentAsString(StandardCharsets.US_ASCII));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "%s: %s holds no key of %d bytes in Base64".formatted(setting, file, KEY_LENGTH), e);
        }
    }

    private static byte[] key(String text) {
        byte[] key = Base64.getDecoder().decode(text.strip());
        if (key.length != KEY_LENGTH) {
            throw new IllegalArgumentException("the key has %d bytes, not %d".formatted(key.length, KEY_LENGTH));
        }
        return key;
    }

    /** A new key as a file holds it. */
    public static String newKey() {
        byte[] key = new byte[KEY_LENGTH];
        RANDOM.nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    /** @param owner in whose row alone it can be opened */
    public byte[] seal(byte[] secret, String owner) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        byte[] box = crypt(Cipher.ENCRYPT_MODE, nonce, secret, owner);
        return ByteBuffer.allocate(NONCE + box.length).put(nonce).put(box).array();
    }

    /** @throws IllegalStateException if it was sealed with another key or for another owner */
    public byte[] open(byte[] box, String owner) {
        return crypt(Cipher.DECRYPT_MODE, Arrays.copyOf(box, NONCE), Arrays.copyOfRange(box, NONCE, box.length), owner);
    }

    private byte[] crypt(int mode, byte[] nonce, byte[] text, String owner) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the secret of %s cannot be read: is %s the key it was kept with?".formatted(owner, setting), e);
        }
    }
}
