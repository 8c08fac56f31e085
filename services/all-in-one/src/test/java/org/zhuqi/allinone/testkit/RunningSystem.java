package org.zhuqi.allinone.testkit;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhuqi.allinone.Account;
import org.zhuqi.platform.security.DevelopmentIssuer;

/**
 * A system that runs already, somewhere: {@code -Dzhuqi.address=http://…}, with tokens signed by the key of its login,
 * {@code -Dzhuqi.signing-key=FILE}, and {@code -Dzhuqi.issuer=…} if that is not its address. Its limits must be off or
 * generous.
 */
record RunningSystem(String address, DevelopmentIssuer issuer) implements Assembly {
    private static final Duration TOKENS_LAST = Duration.ofHours(1);

    /** @return null if none is named */
    static @Nullable RunningSystem named() {
        String address = System.getProperty("zhuqi.address");
        if (address == null) {
            return null;
        }
        String key = System.getProperty("zhuqi.signing-key");
        if (key == null) {
            throw new IllegalArgumentException("with -Dzhuqi.address belongs -Dzhuqi.signing-key=FILE");
        }
        try {
            return new RunningSystem(
                    address, DevelopmentIssuer.with(Path.of(key), System.getProperty("zhuqi.issuer", address)));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("cannot sign with " + key, e);
        }
    }

    @Override
    public String token(Account account) {
        return issuer.token(account.caller(), Clock.systemUTC().instant(), TOKENS_LAST);
    }

    @Override
    public Optional<Inside> inside() {
        return Optional.empty();
    }
}
