package org.zhuqi.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;

/** Which of the two languages a request asks for: Chinese if {@code Accept-Language} prefers it, else English. */
public final class Language {
    private Language() {}

    public static boolean isChinese(HttpServletRequest request) {
        return request.getHeader("Accept-Language") != null
                && request.getLocale().getLanguage().equals(Locale.CHINESE.getLanguage());
    }
}
