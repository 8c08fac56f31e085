package org.zhuqi.directory.login.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.savedrequest.DefaultSavedRequest;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.directory.login.LoginSettings;
import org.zhuqi.directory.login.application.ChangingPassword;
import org.zhuqi.directory.login.application.LoggingIn;
import org.zhuqi.directory.login.application.SecondFactor;
import org.zhuqi.directory.login.domain.LoginAccount;
import org.zhuqi.directory.login.domain.Step;
import org.zhuqi.directory.login.postgres.LoginAccountRows;

/** The pages of the login: password, code, first password of one's own, second factor. */
@Controller
public class LoginController {
    /** One sentence for whatever was wrong, so that it tells nothing about who has an account here. */
    static final Sentence REFUSED = new Sentence(
            "That did not work. Please check login and password; after five wrong attempts an account rests for a while.",
            "登录未成功，请核对用户名和密码。连续输错五次后，账号需等待一段时间才能再试。");

    static final Sentence WRONG_CODE = new Sentence(
            "This code is not right, or it was used already. Please type the one that is shown now.",
            "验证码不正确或已使用过，请输入当前显示的验证码。");

    private static final Duration STYLE_IS_KEPT = Duration.ofHours(1);

    private final LoggingIn loggingIn;
    private final SecondFactor secondFactor;
    private final ChangingPassword changingPassword;
    private final LoginAccountRows accounts;
    private final Sessions sessions;
    private final RequestCache wanted;
    private final LoginSettings settings;

    public LoginController(
            LoggingIn loggingIn,
            SecondFactor secondFactor,
            ChangingPassword changingPassword,
            LoginAccountRows accounts,
            Sessions sessions,
            RequestCache wanted,
            LoginSettings settings) {
        this.loggingIn = loggingIn;
        this.secondFactor = secondFactor;
        this.changingPassword = changingPassword;
        this.accounts = accounts;
        this.sessions = sessions;
        this.wanted = wanted;
        this.settings = settings;
    }

    @GetMapping("/login")
    String form(HttpServletRequest request, Model page) {
        if (request.getRemoteUser() != null) {
            return "redirect:/account";
        }
        page.addAttribute("stale", request.getParameter("stale") != null);
        return "login/login";
    }

    @PostMapping("/login")
    String password(
            @RequestParam(defaultValue = "") String login,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Model page) {
        LoginAccount account =
                loggingIn.withPassword(login, password, request.getRemoteAddr()).orElse(null);
        if (account == null) {
            page.addAttribute("login", login);
            return refused("login/login", REFUSED, request, response, page);
        }
        sessions.begin(request, account.id(), loggingIn.passwordOf(account.id()));
        return onward(account, request, response);
    }

    @GetMapping("/login/code")
    String codeForm(HttpServletRequest request) {
        return at(Step.CODE, request).isPresent() ? "login/code" : elsewhere(request);
    }

    @PostMapping("/login/code")
    String code(
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response,
            Model page) {
        LoginAccount account = at(Step.CODE, request).orElse(null);
        if (account == null) {
            return elsewhere(request);
        }
        if (!secondFactor.isRight(account.id(), code, request.getRemoteAddr())) {
            return refused("login/code", WRONG_CODE, request, response, page);
        }
        sessions.rememberRightCode(request);
        return onward(account, request, response);
    }

    @GetMapping("/login/password")
    String newPasswordForm(HttpServletRequest request, Model page) {
        LoginAccount account = at(Step.NEW_PASSWORD, request).orElse(null);
        return account == null ? elsewhere(request) : firstPassword(account, page);
    }

    @PostMapping("/login/password")
    String newPassword(
            @RequestParam(defaultValue = "") String wanted,
            @RequestParam(defaultValue = "") String repeated,
            HttpServletRequest request,
            HttpServletResponse response,
            Model page) {
        LoginAccount account = at(Step.NEW_PASSWORD, request).orElse(null);
        if (account == null) {
            return elsewhere(request);
        }
        Optional<Sentence> fault = changingPassword.replace(account, wanted, repeated, request.getRemoteAddr());
        if (fault.isPresent()) {
            return refused(firstPassword(account, page), fault.get(), request, response, page);
        }
        sessions.rememberPassword(request, loggingIn.passwordOf(account.id()));
        return onward(account, request, response);
    }

    private static String firstPassword(LoginAccount account, Model page) {
        page.addAttribute("first", true);
        page.addAttribute("login", account.login());
        page.addAttribute("action", Step.NEW_PASSWORD.path());
        return "login/password";
    }

    @GetMapping("/login/enrol")
    String enrolForm(HttpServletRequest request, Model page) {
        LoginAccount account = at(Step.ENROL, request).orElse(null);
        return account == null ? elsewhere(request) : enrolment(account, page);
    }

    @PostMapping("/login/enrol")
    String enrol(
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response,
            Model page) {
        LoginAccount account = at(Step.ENROL, request).orElse(null);
        if (account == null) {
            return elsewhere(request);
        }
        Optional<List<String>> codes = secondFactor.confirm(account.id(), code, request.getRemoteAddr());
        if (codes.isEmpty()) {
            return refused(enrolment(account, page), WRONG_CODE, request, response, page);
        }
        sessions.rememberRightCode(request);
        page.addAttribute("codes", codes.get());
        page.addAttribute("loggingIn", true);
        return "login/recovery";
    }

    private String enrolment(LoginAccount account, Model page) {
        byte[] secret = secondFactor.proposed(account.id()).orElseThrow();
        return Enrolment.page(page, secret, account, settings.name(), Step.ENROL.path(), true);
    }

    /** After the recovery codes were shown. */
    @PostMapping("/login/continue")
    String onward(HttpServletRequest request, HttpServletResponse response) {
        return pending(request)
                .map(account -> onward(account, request, response))
                .orElse("redirect:/login");
    }

    @GetMapping("/signed-out")
    String signedOut(HttpServletRequest request, Model page) {
        page.addAttribute("everywhere", request.getParameter("everywhere") != null);
        return "login/signed-out";
    }

    @Hidden
    @GetMapping("/login/style.css")
    @ResponseBody
    ResponseEntity<ClassPathResource> style() {
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("text/css;charset=UTF-8"))
                .cacheControl(CacheControl.maxAge(STYLE_IS_KEPT).cachePublic())
                .body(new ClassPathResource("org/zhuqi/directory/login/style.css"));
    }

    private Optional<LoginAccount> pending(HttpServletRequest request) {
        return sessions.pending(request)
                .flatMap(accounts::find)
                .filter(LoginAccount::active)
                .filter(account -> sessions.isPasswordOf(request, loggingIn.passwordOf(account.id())));
    }

    private Optional<LoginAccount> at(Step step, HttpServletRequest request) {
        return pending(request).filter(account -> next(account, request) == step);
    }

    private Step next(LoginAccount account, HttpServletRequest request) {
        return loggingIn.next(account, sessions.codeWasRight(request));
    }

    /** Where somebody belongs who asked for a step that is not theirs. */
    private String elsewhere(HttpServletRequest request) {
        return pending(request)
                .map(account -> next(account, request))
                .filter(step -> step != Step.DONE)
                .map(step -> "redirect:" + step.path())
                .orElse("redirect:/login");
    }

    private String onward(LoginAccount account, HttpServletRequest request, HttpServletResponse response) {
        Step step = next(account, request);
        if (step != Step.DONE) {
            return "redirect:" + step.path();
        }
        String goal = goal(request, response);
        sessions.complete(request, response, account);
        loggingIn.completed(account.id(), request.getRemoteAddr());
        return "redirect:" + goal;
    }

    /** What was asked for before the login, without the host that the browser named. */
    private String goal(HttpServletRequest request, HttpServletResponse response) {
        if (wanted.getRequest(request, response) instanceof DefaultSavedRequest saved) {
            wanted.removeRequest(request, response);
            String query = saved.getQueryString();
            String path = Objects.requireNonNullElse(saved.getRequestURI(), Step.DONE.path());
            return query == null ? path : path + "?" + query;
        }
        return Step.DONE.path();
    }

    static String refused(
            String view, Sentence why, HttpServletRequest request, HttpServletResponse response, Model page) {
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        page.addAttribute("error", PageLanguage.of(request).of(why));
        return view;
    }
}
