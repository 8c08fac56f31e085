package org.zhuqi.platform.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Versions of what is changed by several people: as ETags (RFC 9110, 8.8.3), and as conditions. */
public final class Versions {
    private static final Pattern VERSION = Pattern.compile("(?:W/)?\"?(\\d{1,18})\"?");

    private Versions() {}

    /** The version on which the caller decided; without one the request is refused (RFC 6585, 3). */
    public static long required(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw Problem.of(
                            HttpStatus.PRECONDITION_REQUIRED,
                            "version-required",
                            "Say on which version you decided: If-Match with the ETag of what you saw.",
                            "请在 If-Match 中给出您所依据的版本（ETag）。")
                    .asException();
        }
        return read(ifMatch);
    }

    /** Null if the caller does not mind: no condition, or any version. */
    public static @Nullable Long optional(@Nullable String ifMatch) {
        return ifMatch == null || ifMatch.strip().equals("*") ? null : Long.valueOf(read(ifMatch));
    }

    private static long read(String ifMatch) {
        Matcher version = VERSION.matcher(ifMatch.strip());
        if (!version.matches()) {
            throw Problem.badRequest(
                            "If-Match must be one version as the ETag gave it, such as \"3\".",
                            "If-Match 应为 ETag 给出的版本号，例如 \"3\"。")
                    .asException();
        }
        return Long.parseLong(version.group(1));
    }

    public static String etag(long version) {
        return "\"" + version + "\"";
    }

    /** @param version that it has now */
    public static ProblemException stale(long version) {
        return Problem.of(
                        HttpStatus.PRECONDITION_FAILED,
                        "stale",
                        "Somebody changed it meanwhile: it has version %d now. Look at it again.".formatted(version),
                        "内容已被他人修改，当前版本为 %d，请刷新后再试。".formatted(version))
                .with("version", version)
                .asException();
    }
}
