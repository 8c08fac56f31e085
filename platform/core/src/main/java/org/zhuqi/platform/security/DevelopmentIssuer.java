package org.zhuqi.platform.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.zhuqi.contracts.id.EnterpriseId;

/**
 * Signs tokens for the accounts of a laptop installation without a login, with a key that is made on first use and never
 * leaves its data folder. The installation's login signs with the same key, so nobody can tell the two kinds apart.
 */
public final class DevelopmentIssuer {
    /** Where no login is: in tests and benchmarks. */
    public static final String ISSUER = "urn:zhuqi:development";

    private static final String PRIVATE = "development-signing-key.pem";
    private static final String PUBLIC = "development-signing-key.pub.pem";

    private final String issuer;
    private final PrivateKey key;
    private final Path privateKey;
    private final Path publicKey;

    private DevelopmentIssuer(String issuer, PrivateKey key, Path privateKey, Path publicKey) {
        this.issuer = issuer;
        this.key = key;
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /** Opens the key in this folder, or makes one, readable by the owner alone. */
    public static DevelopmentIssuer in(Path folder) throws IOException, GeneralSecurityException {
        return in(folder, ISSUER);
    }

    /**
     * Opens the key in this folder, or makes one, readable by the owner alone.
     *
     * @param issuer the {@code iss} of its tokens
     */
    public static DevelopmentIssuer in(Path folder, String issuer) throws IOException, GeneralSecurityException {
        Path privateFile = folder.resolve(PRIVATE);
        Path publicFile = folder.resolve(PUBLIC);
        if (!Files.exists(privateFile) || !Files.exists(publicFile)) {
            Files.createDirectories(folder);
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            Files.deleteIfExists(privateFile);
            Files.createFile(
                    privateFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(publicFile, pem("PUBLIC KEY", pair.getPublic().getEncoded()));
            Files.writeString(privateFile, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        }
        return new DevelopmentIssuer(issuer, read(privateFile), privateFile, publicFile);
    }

    /**
     * Signs with a key that is there already, such as that of a system's own login.
     *
     * @param privateKey RSA, PKCS #8 as PEM
     * @param issuer the {@code iss} of its tokens
     */
    public static DevelopmentIssuer with(Path privateKey, String issuer) throws IOException, GeneralSecurityException {
        return new DevelopmentIssuer(issuer, read(privateKey), privateKey, privateKey.resolveSibling(PUBLIC));
    }

    private static PrivateKey read(Path file) throws IOException, GeneralSecurityException {
        byte[] encoded = Base64.getMimeDecoder().decode(Files.readString(file).replaceAll("-----[A-Z ]+-----", ""));
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    public Path privateKey() {
        return privateKey;
    }

    public Path publicKey() {
        return publicKey;
    }

    public String token(Caller caller, Instant now, Duration validFor) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience("zhuqi")
                .subject(caller.account().text())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(validFor)))
                .claim(Claims.ROLE, caller.role().name())
                .claim(Claims.DISTRICT, caller.district().text());
        if (caller.enterprise() != null) {
            claims.claim(Claims.ENTERPRISE, caller.enterprise().text());
        }
        if (caller.unit() != null) {
            claims.claim(Claims.UNIT, caller.unit().text());
        }
        if (caller.allDistricts()) {
            claims.claim(Claims.ALL_DISTRICTS, true);
        }
        if (!caller.looksAfter().isEmpty()) {
            claims.claim(
                    Claims.LOOKS_AFTER,
                    caller.looksAfter().stream().map(EnterpriseId::text).toList());
        }
        if (caller.jurisdiction().chain() != null) {
            claims.claim(Claims.CHAIN, caller.jurisdiction().chain().text());
        }
        if (caller.jurisdiction().place() != null) {
            claims.claim(Claims.PLACE, caller.jurisdiction().place().text());
        }
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims.build());
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign a development token", e);
        }
        return token.serialize();
    }

    private static String pem(String kind, byte[] encoded) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(kind, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded), kind);
    }
}
