package org.zhuqi.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.firewall.RequestRejectedException;

/** Which of the two languages a request asks for: Chinese if {@code Accept-Language} prefers it, else English. */
public final class Language {
    private Language() {}

    public static boolean isChinese(HttpServletRequest request) {
        try {
            // A line that the server could not read has a name and no text, over which getLocale() would stumble.
            return Collections.list(request.getHeaders(HttpHeaders.ACCEPT_LANGUAGE)).stream()
                            .allMatch(Objects::nonNull)
                    && request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) != null
                    && request.getLocale().getLanguage().equals(Locale.CHINESE.getLanguage());
        } catch (RequestRejectedException e) {
            // What the firewall does not let through names no language, and the refusal must be said in one.
            return false;
        }
    }
}
