package org.zhuqi.dispatch.web;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.platform.web.Problem;

/** What stands in headers and addresses and names a request or a thing. */
final class Keys {
    static final String IDEMPOTENCY = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private Keys() {}

    static @Nullable String checked(@Nullable String key) {
        if (key != null && !KEY.matcher(key).matches()) {
            throw Problem.badRequest(
                            "Idempotency-Key must be 1 to 255 visible ASCII characters.",
                            "Idempotency-Key 应为 1 到 255 个可见 ASCII 字符。")
                    .asException();
        }
        return key;
    }

    /** What is no id leads to nothing, as an unknown one does. */
    static SubjectId subject(String text, String en, String zh) {
        try {
            return SubjectId.of(text);
        } catch (IllegalArgumentException e) {
            String shown = text.length() > 100 ? text.substring(0, 100) + "…" : text;
            throw Problem.notFound(
                            "There is no %s %s that you may know of.".formatted(en, shown),
                            "没有您可查看的%s %s。".formatted(zh, shown))
                    .asException();
        }
    }
}
