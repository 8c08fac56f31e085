package org.zhuqi.platform.web;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header by which a request that is sent again is known again. */
public final class IdempotencyKey {
    public static final String HEADER = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private IdempotencyKey() {}

    /**
     * The key as it was sent; null if there is none.
     *
     * @throws ProblemException if it is not of the form
     */
    public static @Nullable String checked(@Nullable String key) {
        if (key != null && !KEY.matcher(key).matches()) {
            throw Problem.badRequest(
                            "Idempotency-Key must be 1 to 255 visible ASCII characters.",
                            "Idempotency-Key 应为 1 到 255 个可见 ASCII 字符。")
                    .asException();
        }
        return key;
    }
}
