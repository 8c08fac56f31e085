package org.zhuqi.dispatch.application;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.SubjectKind;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.security.Caller;

/** The same Idempotency-Key from the same account makes the same new thing, so that sending it again makes no second one. */
public final class RequestKeys {
    private static final NameBasedGenerator BY_NAME =
            Generators.nameBasedGenerator(UUID.fromString("3f1c0a52-8b57-5e5e-9a0b-6d1c4e7f2135"));
    private static final TimeBasedEpochGenerator BY_TIME = Generators.timeBasedEpochGenerator();

    private RequestKeys() {}

    /** Without a key each is its own. */
    public static SubjectId id(SubjectKind kind, Caller caller, @Nullable String key) {
        return new SubjectId(
                key == null
                        ? BY_TIME.generate()
                        : BY_NAME.generate(String.join(
                                "\n",
                                kind.name(),
                                caller.district().text(),
                                caller.account().text(),
                                key)));
    }

    /** Tells two requests with one key apart: SHA-256 over what was asked. */
    public static String fingerprint(Object asked) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(Json.MAPPER.writeValueAsBytes(asked)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
