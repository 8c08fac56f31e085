package org.zhuqi.directory.login.application;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Hashes of passwords: Argon2id (RFC 9106); the hash names its own way of hashing, so that another can follow. */
public final class Passwords {
    private static final String WAY = "argon2id";
    /** KiB. With two passes and one lane this is what OWASP's cheat sheet asks for at least. */
    private static final int MEMORY = 19 * 1024;

    /** At once. Each takes its memory for the time it takes, and a flood of logins must not take all there is. */
    private static final int AT_ONCE = 4;

    private final Semaphore room = new Semaphore(AT_ONCE, true);
    private final PasswordEncoder encoder =
            new DelegatingPasswordEncoder(WAY, Map.of(WAY, new Argon2PasswordEncoder(16, 32, 1, MEMORY, 2)));
    private final String nobodysHash = hash(UUID.randomUUID().toString());

    public String hash(String password) {
        String hash = inRoom(() -> encoder.encode(password));
        if (hash == null) {
            throw new IllegalStateException("no hash");
        }
        return hash;
    }

    public boolean isRight(String password, String hash) {
        return inRoom(() -> encoder.matches(password, hash));
    }

    public boolean isOutdated(String hash) {
        return encoder.upgradeEncoding(hash);
    }

    /** Takes as long as looking at somebody's password, so that the time does not tell whether there is somebody. */
    public void lookAtNobodys(String password) {
        inRoom(() -> encoder.matches(password, nobodysHash));
    }

    private <T extends @Nullable Object> T inRoom(Supplier<T> work) {
        room.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            room.release();
        }
    }
}
