package org.zhuqi.directory.login.server;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;

/**
 * The key that signs, and the public halves of those that did before.
 *
 * @param published all of them, without anything secret
 */
public record SigningKeys(RSAKey signing, JWKSet published) {
    private static final String PUBLIC = "-----BEGIN PUBLIC KEY-----";

    /** @throws IllegalArgumentException if a file holds no RSA key as PEM */
    public static SigningKeys read(Resource signing, List<Resource> previous) {
        RSAKey current = privateKey(signing);
        List<com.nimbusds.jose.jwk.JWK> all = Stream.concat(
                        Stream.of(current), previous.stream().map(SigningKeys::anyKey))
                .<com.nimbusds.jose.jwk.JWK>map(RSAKey::toPublicJWK)
                .toList();
        return new SigningKeys(current, new JWKSet(all));
    }

    private static RSAKey privateKey(Resource file) {
        String pem = text(file);
        try {
            RSAPrivateCrtKey key = (RSAPrivateCrtKey)
                    KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes(pem)));
            RSAPublicKey publicKey = (RSAPublicKey) KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
            return named(new RSAKey.Builder(publicKey).privateKey(key));
        } catch (GeneralSecurityException | ClassCastException | IllegalArgumentException e) {
            throw new IllegalArgumentException(file + " holds no RSA private key (PKCS #8, PEM)", e);
        }
    }

    private static RSAKey anyKey(Resource file) {
        String pem = text(file);
        if (!pem.contains(PUBLIC)) {
            return privateKey(file);
        }
        try {
            return named(new RSAKey.Builder(
                    (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(bytes(pem)))));
        } catch (GeneralSecurityException | ClassCastException | IllegalArgumentException e) {
            throw new IllegalArgumentException(file + " holds no RSA public key (X.509, PEM)", e);
        }
    }

    private static RSAKey named(RSAKey.Builder key) {
        try {
            return key.keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint()
                    .build();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Resource file) {
        try (InputStream stream = file.getInputStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the key " + file, e);
        }
    }

    private static byte[] bytes(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }
}
