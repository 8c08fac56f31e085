package org.zhuqi.notification.webhook.application;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhuqi.notification.webhook.domain.Signature;
import org.zhuqi.notification.webhook.postgres.SecretRows;
import org.zhuqi.platform.security.Sealing;

/** The secrets of subscriptions: made, kept sealed, opened to sign. */
public final class Keyring {
    private final SecretRows rows;
    private final @Nullable Sealing sealing;
    private final SecureRandom random;

    /** @param sealing null where the key is not set: then there can be no secrets */
    public Keyring(SecretRows rows, @Nullable Sealing sealing, SecureRandom random) {
        this.rows = rows;
        this.sealing = sealing;
        this.random = random;
    }

    public boolean isReady() {
        return sealing != null;
    }

    /**
     * Makes one that signs from now on; the caller has locked the subscription.
     *
     * @return as people see it, this once
     */
    public String make(UUID webhook, Instant at) {
        byte[] secret = Signature.newSecret(random);
        rows.add(webhook, Base64.getEncoder().encodeToString(opener().seal(secret, webhook.toString())), at);
        return Signature.shown(secret);
    }

    /** Those that sign, the newest first. */
    public List<byte[]> secrets(UUID webhook, Instant at) {
        return rows.valid(webhook, at).stream()
                .map(kept -> opener().open(Base64.getDecoder().decode(kept.box()), webhook.toString()))
                .toList();
    }

    private Sealing opener() {
        if (sealing == null) {
            throw new IllegalStateException("zhuqi.webhooks.secrets-key is not set");
        }
        return sealing;
    }
}
