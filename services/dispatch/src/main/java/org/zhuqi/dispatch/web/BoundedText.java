package org.zhuqi.dispatch.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.platform.web.Bodies;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.Problem.FieldError;

/** Texts as the contracts bound them: in Unicode code points. */
final class BoundedText {
    private BoundedText() {}

    static String required(String field, @Nullable String typed, int max) {
        String text = Bodies.text(typed);
        if (text == null) {
            throw Problem.badRequest("The field /%s is missing.".formatted(field), "字段 /%s 缺失。".formatted(field))
                    .withErrors(List.of(new FieldError("/" + field, "is missing")))
                    .asException();
        }
        return atMost(field, text, max);
    }

    /** Empty if there is none. */
    static String optional(String field, @Nullable String typed, int max) {
        return atMost(field, Bodies.some(typed), max);
    }

    private static String atMost(String field, String text, int max) {
        int length = text.codePointCount(0, text.length());
        if (length > max) {
            throw Problem.badRequest(
                            "The field /%s has %d characters; at most %d are taken.".formatted(field, length, max),
                            "字段 /%s 有 %d 个字符，最多 %d 个。".formatted(field, length, max))
                    .withErrors(List.of(new FieldError("/" + field, "is too long")))
                    .asException();
        }
        return text;
    }
}
