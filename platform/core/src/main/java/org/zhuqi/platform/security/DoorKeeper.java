package org.zhuqi.platform.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.Refused;

/** Lets a request in where a line of {@link Doors} says so, and nowhere else. */
final class DoorKeeper implements AuthorizationManager<RequestAuthorizationContext> {
    private static final AuthorizationDecision COME_IN = new AuthorizationDecision(true);
    private static final AuthorizationDecision WHO_IS_IT = new AuthorizationDecision(false);

    private final Doors doors;

    DoorKeeper(Doors doors) {
        this.doors = doors;
    }

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> authentication, RequestAuthorizationContext context) {
        HttpServletRequest request = context.getRequest();
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            return COME_IN; // The server's own way to the page that says what went wrong.
        }
        PathContainer path = RequestPath.parse(request.getRequestURI(), request.getContextPath())
                .pathWithinApplication();
        Door door = doors.find(HttpMethod.valueOf(request.getMethod()), path);
        if (door != null && door.isPublic()) {
            return COME_IN;
        }
        Authentication known = authentication.get();
        if (known == null || !(known.getPrincipal() instanceof Caller caller)) {
            return WHO_IS_IT;
        }
        if (door == null) {
            return nothingHere(request.getMethod(), path);
        }
        Problem refusal = door.refusal(caller, path);
        return refusal == null ? COME_IN : Refused.because(refusal);
    }

    private Refused nothingHere(String method, PathContainer path) {
        Set<HttpMethod> others = doors.methods(path);
        if (others.isEmpty()) {
            return Refused.because(Problem.notFound("There is nothing at this address.", "该地址不存在。"));
        }
        String allowed = others.stream().map(HttpMethod::name).collect(Collectors.joining(", "));
        return new Refused(
                Problem.of(
                        HttpStatus.METHOD_NOT_ALLOWED,
                        "method-not-allowed",
                        "This address does not take %s, but %s.".formatted(method, allowed),
                        "该地址不支持 %s，可用：%s。".formatted(method, allowed)),
                Map.of(HttpHeaders.ALLOW, allowed));
    }
}
