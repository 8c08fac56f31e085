package org.zhuqi.platform.limits;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.RequestPath;
import org.springframework.stereotype.Component;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.limits.Buckets.Limited;
import org.zhuqi.platform.limits.Buckets.Take;
import org.zhuqi.platform.network.RemoteNetwork;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.Problems;

/**
 * How often somebody may ask. Who is known is counted by the account, so that the people of an office, who share an
 * address, do not wait for each other; who is not known by the {@linkplain RemoteNetwork network}.
 *
 * <p>The answers' headers are those of draft-ietf-httpapi-ratelimit-headers.
 */
@Component
@EnableConfigurationProperties(LimitSettings.class)
public class RateLimits {
    /** Whoever watches over the system must see it even when others ask too much. */
    private static final String HEALTH = "/actuator/health";
    /**
     * Opening the pages takes dozens of files, which cost next to nothing and come before anybody can be known: counted,
     * the tenth of an office would wait for the nine before.
     */
    private static final String PAGES = "/app/";

    private final LimitSettings settings;
    private final List<PathLimit> paths;
    private final Buckets buckets;

    RateLimits(LimitSettings settings, ObjectProvider<PathLimit> paths, InstantSource now) {
        this.settings = settings;
        this.paths = paths.orderedStream().toList();
        this.buckets = new Buckets(now);
    }

    /** Counts a request of somebody known. If that was too many it is answered, and false. */
    public boolean letPass(String account, Role role, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        return letPassByPath(request, response)
                && (!settings.enabled()
                        || settings.exemptRoles().contains(role)
                        || passes(
                                buckets.take(new Limited("account", account), settings.perAccount()),
                                request,
                                response));
    }

    /** Counts a request of somebody unknown. If that was too many it is answered, and false. */
    public boolean letPass(HttpServletRequest request, HttpServletResponse response) throws IOException {
        return letPassByPath(request, response) && (isNeverCounted(request) || letPassUnbelieved(request, response));
    }

    private static boolean isNeverCounted(HttpServletRequest request) {
        String path = request.getRequestURI();
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        return path.startsWith(HEALTH) || (reads && path.startsWith(PAGES));
    }

    /** Counts a token that was not believed, beside what was counted already. */
    public boolean letPassUnbelieved(HttpServletRequest request, HttpServletResponse response) throws IOException {
        return !settings.enabled()
                || passes(
                        buckets.take(
                                new Limited("address", RemoteNetwork.of(request).text()), settings.perAddress()),
                        request,
                        response);
    }

    private boolean letPassByPath(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!settings.enabled() || paths.isEmpty()) {
            return true;
        }
        var path = RequestPath.parse(request.getRequestURI(), request.getContextPath())
                .pathWithinApplication();
        HttpMethod method = HttpMethod.valueOf(request.getMethod());
        for (PathLimit limit : paths) {
            if (limit.method().equals(method)
                    && limit.path().matches(path)
                    && !passes(
                            buckets.take(
                                    new Limited(
                                            limit.name(),
                                            RemoteNetwork.of(request).text()),
                                    limit.rate()),
                            request,
                            response)) {
                return false;
            }
        }
        return true;
    }

    private static boolean passes(Take take, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader(
                "RateLimit-Policy",
                "\"%s\";q=%d;w=%d"
                        .formatted(
                                take.limit(), take.rate().burst(), take.rate().secondsToRefill()));
        response.setHeader("RateLimit", "\"" + take.limit() + "\";r=" + take.left());
        if (take.passed()) {
            return true;
        }
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(take.retryAfterSeconds()));
        Problems.write(
                request,
                response,
                Problem.of(
                                HttpStatus.TOO_MANY_REQUESTS,
                                "too-many-requests",
                                "That was too much at once. Please try again in %d s."
                                        .formatted(take.retryAfterSeconds()),
                                "请求过于频繁，请在 %d 秒后重试。".formatted(take.retryAfterSeconds()))
                        .with("retryAfterSeconds", take.retryAfterSeconds()));
        return false;
    }
}
