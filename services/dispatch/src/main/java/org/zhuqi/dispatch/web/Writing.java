package org.zhuqi.dispatch.web;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.zhuqi.contracts.SubjectKind;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.dispatch.domain.Deed;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Problem;

/** What every request that writes has in common: who and when, and that the same one is known again. */
final class Writing {
    private static final NameBasedGenerator BY_NAME =
            Generators.nameBasedGenerator(UUID.fromString("3f1d9a52-8a43-5c2b-a9b7-54d0e8f6b135"));
    private static final TimeBasedEpochGenerator BY_TIME = Generators.timeBasedEpochGenerator();
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final InstantSource now;

    Writing(InstantSource now) {
        this.now = now;
    }

    Instant at() {
        return now.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** The same key from the same account is the same new thing; without a key each is its own. */
    static SubjectId newId(SubjectKind kind, Caller caller, @Nullable String key) {
        if (key == null) {
            return new SubjectId(BY_TIME.generate());
        }
        if (!KEY.matcher(key).matches()) {
            throw Problem.badRequest(
                            "Idempotency-Key must be 1 to 255 visible ASCII characters.",
                            "Idempotency-Key 应为 1 到 255 个可见 ASCII 字符。")
                    .asException();
        }
        return new SubjectId(BY_NAME.generate(String.join(
                "\n", kind.name(), caller.district().text(), caller.account().text(), key)));
    }

    /** Tells two requests with one key apart. */
    static String fingerprint(Object form) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(Json.MAPPER.writeValueAsBytes(form)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Who does it, and when.
     *
     * @param said the business time; only whoever brings in a history may say one
     * @param otherwise the business time of a history that says none
     */
    Deed deed(Caller caller, @Nullable Instant said, Instant otherwise) {
        Instant at = at();
        if (caller.role() != Role.IMPORTER) {
            if (said != null) {
                throw Problem.of(
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                "rule",
                                "Only the role IMPORTER may give a business time other than now.",
                                "只有“导入”角色可以填写业务发生时间。")
                        .asException();
            }
            return new Deed(caller.asActor(), at, at);
        }
        Instant occurredAt = (said == null ? otherwise : said).truncatedTo(ChronoUnit.MICROS);
        if (occurredAt.isAfter(at)) {
            if (said == null) {
                occurredAt = at;
            } else {
                throw Problem.of(
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                "rule",
                                "The business time %s lies in the future.".formatted(said),
                                "业务发生时间 %s 晚于当前时间。".formatted(said))
                        .asException();
            }
        }
        return new Deed(caller.asActor(), occurredAt, at);
    }

    Deed deed(Caller caller, @Nullable Instant said) {
        return deed(caller, said, at());
    }
}
