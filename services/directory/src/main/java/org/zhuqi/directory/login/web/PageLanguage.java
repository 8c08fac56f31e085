package org.zhuqi.directory.login.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.util.WebUtils;
import org.zhuqi.platform.web.Language;

/** Gives every page its words: as was chosen on a page, else as the browser asks, else Chinese. */
@ControllerAdvice(assignableTypes = {LoginController.class, AccountController.class})
public class PageLanguage {
    private static final String COOKIE = "zhuqi-lang";

    @ModelAttribute
    void words(HttpServletRequest request, HttpServletResponse response, Model page) {
        Words words = of(request);
        page.addAttribute("w", words.texts());
        page.addAttribute("lang", words.tag());
        page.addAttribute("other", words.isChinese() ? "en" : "zh");
        if (request.getParameter("lang") != null) {
            response.addHeader(
                    HttpHeaders.SET_COOKIE,
                    ResponseCookie.from(COOKIE, words.isChinese() ? "zh" : "en")
                            .path("/")
                            .maxAge(Duration.ofDays(365))
                            .httpOnly(true)
                            .secure(request.isSecure())
                            .sameSite("Lax")
                            .build()
                            .toString());
        }
    }

    static Words of(HttpServletRequest request) {
        String chosen = request.getParameter("lang");
        if (chosen == null) {
            Cookie cookie = WebUtils.getCookie(request, COOKIE);
            chosen = cookie == null ? "" : cookie.getValue();
        }
        return switch (chosen) {
            case "zh" -> Words.CHINESE;
            case "en" -> Words.ENGLISH;
            default ->
                request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null || Language.isChinese(request)
                        ? Words.CHINESE
                        : Words.ENGLISH;
        };
    }
}
