package org.zhuqi.directory.login.web;

import org.springframework.ui.Model;
import org.zhuqi.directory.login.domain.LoginAccount;
import org.zhuqi.directory.login.domain.Totp;

/** Fills the page on which a second factor is set up, during the login and later alike. */
final class Enrolment {
    private static final int GROUP = 4;

    private Enrolment() {}

    static String page(
            Model page, byte[] secret, LoginAccount account, String issuer, String action, boolean required) {
        page.addAttribute("qr", QrPicture.of(Totp.address(secret, issuer, account.login())));
        page.addAttribute("secret", inGroups(Totp.text(secret)));
        page.addAttribute("action", action);
        page.addAttribute("required", required);
        return "login/enrol";
    }

    private static String inGroups(String text) {
        return text.replaceAll("(.{%d})(?=.)".formatted(GROUP), "$1 ");
    }
}
