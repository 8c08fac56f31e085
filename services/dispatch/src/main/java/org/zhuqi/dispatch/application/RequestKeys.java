package org.zhuqi.dispatch.application;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.web.Problem;

/** The same Idempotency-Key from the same account makes the same new thing, so that sending it again makes no second one. */
final class RequestKeys {
    private static final NameBasedGenerator BY_NAME =
            Generators.nameBasedGenerator(UUID.fromString("3f1c0a52-8b57-5e5e-9a0b-6d1c4e7f2135"));
    private static final TimeBasedEpochGenerator BY_TIME = Generators.timeBasedEpochGenerator();

    private RequestKeys() {}

    /** @param what is made, such as {@code visit} */
    static SubjectId id(String what, AccountId account, @Nullable String key) {
        return new SubjectId(key == null ? BY_TIME.generate() : BY_NAME.generate(what + "\n" + account + "\n" + key));
    }

    /** Tells two requests with one key apart: SHA-256 over what was asked. Null without a key. */
    static @Nullable String fingerprint(@Nullable String key, Object asked) {
        if (key == null) {
            return null;
        }
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(Json.MAPPER.writeValueAsBytes(asked)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static Problem reused() {
        return Problem.of(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "id-reused",
                "This Idempotency-Key was used before, with other content. Use a new one for a new request.",
                "此 Idempotency-Key 已用于内容不同的请求，请为新请求使用新的键。");
    }
}
