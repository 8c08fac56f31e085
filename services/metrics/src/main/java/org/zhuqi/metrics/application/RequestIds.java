package org.zhuqi.metrics.application;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhuqi.metrics.domain.ExclusionId;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.security.Caller;

/** Ids of what is asked for: the same Idempotency-Key of the same account gives the same id, so that nothing is made twice. */
public final class RequestIds {
    private static final NameBasedGenerator BY_NAME =
            Generators.nameBasedGenerator(UUID.fromString("b0f4a5de-6c31-5d0b-8f8a-52f1c1d7a9e4"));
    private static final TimeBasedEpochGenerator BY_TIME = Generators.timeBasedEpochGenerator();

    private RequestIds() {}

    /** Without a key each is its own. */
    public static ExclusionId exclusion(Caller caller, @Nullable String key) {
        return new ExclusionId(
                key == null
                        ? BY_TIME.generate()
                        : BY_NAME.generate(String.join(
                                "\n",
                                "exclusion",
                                caller.district().text(),
                                caller.account().text(),
                                key)));
    }

    /** Tells two requests with one key apart: SHA-256 over what was asked. */
    static String fingerprint(Object asked) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(Json.MAPPER.writeValueAsBytes(asked)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
