package org.zhuqi.directory.login.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.directory.login.application.Journal;
import org.zhuqi.directory.login.domain.LoginAccount;
import org.zhuqi.directory.login.domain.LoginEvent;
import org.zhuqi.directory.login.postgres.SignedInRows;

/**
 * Who is behind a browser's session. Between the right password and the last proof it is pending: such a session knows an
 * account but opens nothing.
 */
public final class Sessions {
    /** Until somebody has logged in a session is only good for the forms of the login. */
    public static final Duration UNTIL_LOGGED_IN = Duration.ofMinutes(15);

    private static final String PENDING = "zhuqi.login.pending";
    private static final String PASSWORD_OF = "zhuqi.login.password-of";
    private static final String CODE_WAS_RIGHT = "zhuqi.login.code";
    private static final String LOGIN_ID = "zhuqi.login.id";
    private static final String DEVICE = "zhuqi.login.device";
    private static final String ADDRESS = "zhuqi.login.address";

    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();
    private final FindByIndexNameSessionRepository<? extends Session> all;
    private final SignedInRows signedIn;
    private final Journal journal;
    private final Duration idle;

    public Sessions(
            FindByIndexNameSessionRepository<? extends Session> all,
            SignedInRows signedIn,
            Journal journal,
            Duration idle) {
        this.all = all;
        this.signedIn = signedIn;
        this.journal = journal;
        this.idle = idle;
    }

    /** One of an account's sessions, as its owner sees it. */
    public record Open(String loginId, String device, String address, Instant lastUsed, boolean thisOne) {}

    /**
     * The password was right.
     *
     * @param passwordOf when it was set: with another one this is no proof any more
     */
    void begin(HttpServletRequest request, AccountId account, Instant passwordOf) {
        HttpSession session = request.getSession();
        request.changeSessionId();
        session.removeAttribute(CODE_WAS_RIGHT);
        session.setAttribute(PENDING, account.text());
        rememberPassword(request, passwordOf);
    }

    void rememberPassword(HttpServletRequest request, Instant passwordOf) {
        request.getSession().setAttribute(PASSWORD_OF, passwordOf.toString());
    }

    boolean isPasswordOf(HttpServletRequest request, Instant set) {
        return attribute(request, PASSWORD_OF).filter(set.toString()::equals).isPresent();
    }

    Optional<AccountId> pending(HttpServletRequest request) {
        return attribute(request, PENDING).map(AccountId::of);
    }

    boolean codeWasRight(HttpServletRequest request) {
        return attribute(request, CODE_WAS_RIGHT).isPresent();
    }

    void rememberRightCode(HttpServletRequest request) {
        request.getSession().setAttribute(CODE_WAS_RIGHT, "yes");
    }

    /** Nothing is left to prove. */
    void complete(HttpServletRequest request, HttpServletResponse response, LoginAccount account) {
        HttpSession session = request.getSession();
        request.changeSessionId();
        session.removeAttribute(PENDING);
        session.removeAttribute(PASSWORD_OF);
        session.removeAttribute(CODE_WAS_RIGHT);
        session.setMaxInactiveInterval(Math.toIntExact(idle.toSeconds()));
        String loginId = UUID.randomUUID().toString();
        session.setAttribute(LOGIN_ID, loginId);
        session.setAttribute(DEVICE, Device.of(request.getHeader("User-Agent")));
        session.setAttribute(ADDRESS, request.getRemoteAddr());
        // The factor says when, for the auth_time of ID tokens.
        var authentication = UsernamePasswordAuthenticationToken.authenticated(
                account.id().text(),
                null,
                List.of(
                        FactorGrantedAuthority.fromAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY),
                        new SimpleGrantedAuthority("ROLE_" + account.role())));
        authentication.setDetails(loginId);
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authentication);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }

    /** Ends this one and what was authorized in it. */
    public void end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return;
        }
        String account = request.getRemoteUser();
        String loginId = attribute(request, LOGIN_ID).orElse(null);
        session.invalidate();
        SecurityContextHolder.clearContext();
        if (account != null && loginId != null) {
            signedIn.removeAuthorizations(AccountId.of(account), loginId);
            journal.happened(LoginEvent.SIGNED_OUT, AccountId.of(account), request.getRemoteAddr());
        }
    }

    /** The account's sessions, last used first. */
    List<Open> of(AccountId account, HttpServletRequest request) {
        String mine = attribute(request, LOGIN_ID).orElse("");
        return sessions(account).values().stream()
                .map(session -> open(session, mine))
                .sorted(Comparator.comparing(Open::thisOne)
                        .thenComparing(Open::lastUsed)
                        .reversed())
                .toList();
    }

    /** @param loginId which of them; null for all but this one */
    void endOthers(AccountId account, @Nullable String loginId, HttpServletRequest request) {
        String mine = attribute(request, LOGIN_ID).orElse("");
        sessions(account).forEach((id, session) -> {
            String its = text(session, LOGIN_ID);
            if (!its.equals(mine) && (loginId == null || loginId.equals(its))) {
                all.deleteById(id);
                signedIn.removeAuthorizations(account, its);
                journal.happened(LoginEvent.SESSION_ENDED, account, request.getRemoteAddr());
            }
        });
    }

    private Map<String, ? extends Session> sessions(AccountId account) {
        return all.findByPrincipalName(account.text());
    }

    private static Open open(Session session, String mine) {
        String loginId = text(session, LOGIN_ID);
        return new Open(
                loginId,
                text(session, DEVICE),
                text(session, ADDRESS),
                session.getLastAccessedTime(),
                loginId.equals(mine));
    }

    private static String text(Session session, String name) {
        return session.getAttributeOrDefault(name, "");
    }

    private static Optional<String> attribute(HttpServletRequest request, String name) {
        HttpSession session = request.getSession(false);
        return session == null ? Optional.empty() : Optional.ofNullable((String) session.getAttribute(name));
    }
}
