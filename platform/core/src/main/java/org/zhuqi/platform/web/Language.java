package org.zhuqi.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springframework.security.web.firewall.RequestRejectedException;

/** Which of the two languages a request asks for: Chinese if {@code Accept-Language} prefers it, else English. */
public final class Language {
    private Language() {}

    public static boolean isChinese(HttpServletRequest request) {
        try {
            return request.getHeader("Accept-Language") != null
                    && request.getLocale().getLanguage().equals(Locale.CHINESE.getLanguage());
        } catch (RequestRejectedException e) {
            // What the firewall does not let through names no language, and the refusal must be said in one.
            return false;
        }
    }
}
