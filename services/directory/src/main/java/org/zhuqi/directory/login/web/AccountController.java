package org.zhuqi.directory.login.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.directory.login.LoginSettings;
import org.zhuqi.directory.login.application.ChangingPassword;
import org.zhuqi.directory.login.application.LoggingIn;
import org.zhuqi.directory.login.application.SecondFactor;
import org.zhuqi.directory.login.application.SigningOutEverywhere;
import org.zhuqi.directory.login.domain.Credential;
import org.zhuqi.directory.login.domain.LoginAccount;
import org.zhuqi.directory.login.postgres.CredentialRows;
import org.zhuqi.directory.login.postgres.LoginAccountRows;
import org.zhuqi.platform.calendar.CalendarRules;

/** One's own account: who am I, password, second factor, sessions. */
@Controller
@RequestMapping("/account")
public class AccountController {
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(CalendarRules.CHINA);
    private static final String HERE = "redirect:/account";

    private final LoginAccountRows accounts;
    private final CredentialRows credentials;
    private final LoggingIn loggingIn;
    private final SecondFactor secondFactor;
    private final ChangingPassword changingPassword;
    private final SigningOutEverywhere signingOut;
    private final Sessions sessions;
    private final LoginSettings settings;

    public AccountController(
            LoginAccountRows accounts,
            CredentialRows credentials,
            LoggingIn loggingIn,
            SecondFactor secondFactor,
            ChangingPassword changingPassword,
            SigningOutEverywhere signingOut,
            Sessions sessions,
            LoginSettings settings) {
        this.accounts = accounts;
        this.credentials = credentials;
        this.loggingIn = loggingIn;
        this.secondFactor = secondFactor;
        this.changingPassword = changingPassword;
        this.signingOut = signingOut;
        this.sessions = sessions;
        this.settings = settings;
    }

    /** One line of the list of sessions. */
    public record SessionLine(
            String loginId, String device, String address, String lastUsed, String lastUsedIso, boolean thisOne) {}

    @GetMapping
    String account(HttpServletRequest request, Model page) {
        LoginAccount me = me(request);
        Credential credential = credentials.find(me.id()).orElseThrow();
        page.addAttribute("me", me);
        page.addAttribute("role", PageLanguage.of(request).of(me.role()));
        page.addAttribute("secondFactor", credential.secondFactor());
        page.addAttribute("secondFactorRequired", loggingIn.needsSecondFactor(me));
        page.addAttribute("codesLeft", credentials.unusedRecoveryCodes(me.id()));
        page.addAttribute("passwordChanged", LOCAL.format(credential.changedAt()));
        page.addAttribute("changed", request.getParameter("changed") != null);
        page.addAttribute(
                "sessions",
                sessions.of(me.id(), request).stream()
                        .map(session -> new SessionLine(
                                session.loginId(),
                                session.device(),
                                session.address(),
                                LOCAL.format(session.lastUsed()),
                                session.lastUsed().toString(),
                                session.thisOne()))
                        .toList());
        return "login/account";
    }

    @GetMapping("/password")
    String passwordForm(HttpServletRequest request, Model page) {
        return passwordPage(me(request), page);
    }

    @PostMapping("/password")
    String password(
            @RequestParam(defaultValue = "") String current,
            @RequestParam(defaultValue = "") String wanted,
            @RequestParam(defaultValue = "") String repeated,
            HttpServletRequest request,
            HttpServletResponse response,
            Model page) {
        LoginAccount me = me(request);
        Optional<Sentence> fault = changingPassword.change(me, current, wanted, repeated, request.getRemoteAddr());
        if (fault.isPresent()) {
            return LoginController.refused(passwordPage(me, page), fault.get(), request, response, page);
        }
        sessions.endOthers(me.id(), null, request);
        return HERE + "?changed";
    }

    private static String passwordPage(LoginAccount me, Model page) {
        page.addAttribute("first", false);
        page.addAttribute("login", me.login());
        page.addAttribute("action", "/account/password");
        return "login/password";
    }

    @GetMapping("/second-factor")
    String secondFactorForm(HttpServletRequest request, Model page) {
        return enrolment(me(request), page).orElse("login/second-factor");
    }

    @PostMapping("/second-factor")
    String enrol(
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response,
            Model page) {
        LoginAccount me = me(request);
        Optional<String> form = enrolment(me, page);
        if (form.isEmpty()) {
            return HERE;
        }
        Optional<List<String>> codes = secondFactor.confirm(me.id(), code, request.getRemoteAddr());
        return codes.isEmpty()
                ? LoginController.refused(form.get(), LoginController.WRONG_CODE, request, response, page)
                : recoveryCodes(codes.get(), page);
    }

    private Optional<String> enrolment(LoginAccount me, Model page) {
        page.addAttribute("secondFactorRequired", loggingIn.needsSecondFactor(me));
        return secondFactor
                .proposed(me.id())
                .map(secret -> Enrolment.page(page, secret, me, settings.name(), "/account/second-factor", false));
    }

    @PostMapping("/recovery-codes")
    String newRecoveryCodes(
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response,
            Model page) {
        LoginAccount me = me(request);
        page.addAttribute("secondFactorRequired", loggingIn.needsSecondFactor(me));
        if (!secondFactor.isRight(me.id(), code, request.getRemoteAddr())) {
            return LoginController.refused("login/second-factor", LoginController.WRONG_CODE, request, response, page);
        }
        return recoveryCodes(secondFactor.newRecoveryCodes(me.id(), request.getRemoteAddr()), page);
    }

    private static String recoveryCodes(List<String> codes, Model page) {
        page.addAttribute("codes", codes);
        page.addAttribute("loggingIn", false);
        return "login/recovery";
    }

    @PostMapping("/second-factor/remove")
    String removeSecondFactor(
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response,
            Model page) {
        LoginAccount me = me(request);
        boolean required = loggingIn.needsSecondFactor(me);
        page.addAttribute("secondFactorRequired", required);
        if (required || !secondFactor.isRight(me.id(), code, request.getRemoteAddr())) {
            return LoginController.refused("login/second-factor", LoginController.WRONG_CODE, request, response, page);
        }
        secondFactor.remove(me.id(), request.getRemoteAddr());
        return HERE + "?changed";
    }

    @PostMapping("/sessions/end")
    String endSession(@RequestParam String session, HttpServletRequest request) {
        sessions.endOthers(me(request).id(), session, request);
        return HERE;
    }

    @PostMapping("/sign-out")
    String signOut(HttpServletRequest request) {
        sessions.end(request);
        return "redirect:/signed-out";
    }

    @PostMapping("/sign-out-everywhere")
    String signOutEverywhere(HttpServletRequest request) {
        AccountId me = me(request).id();
        sessions.end(request);
        signingOut.signOut(me, me, request.getRemoteAddr());
        return "redirect:/signed-out?everywhere";
    }

    private LoginAccount me(HttpServletRequest request) {
        return accounts.find(AccountId.of(request.getRemoteUser())).orElseThrow();
    }
}
