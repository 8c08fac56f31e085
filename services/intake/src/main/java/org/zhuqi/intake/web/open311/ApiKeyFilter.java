package org.zhuqi.intake.web.open311;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.RequestPath;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.intake.application.open311.ApiKeys;
import org.zhuqi.intake.application.open311.Filer;
import org.zhuqi.platform.limits.RateLimits;
import org.zhuqi.platform.security.Doors;
import org.zhuqi.platform.web.Language;
import org.zhuqi.platform.web.Problem;

/**
 * Who comes to the doors of Open311: a program with a key, which is counted by that key, or anybody without one, counted by
 * the network. A part of a security chain, no bean.
 */
public final class ApiKeyFilter extends OncePerRequestFilter {
    static final String KEY = "api_key";
    /** For clients that would rather not have the key in addresses, which servers write down. */
    static final String HEADER = "X-Api-Key";

    private static final String FILER = ApiKeyFilter.class.getName() + ".filer";
    private static final String LIMITED_AS = "open311/";

    private final ApiKeys keys;
    private final RateLimits limits;
    private final Doors doors;

    public ApiKeyFilter(ApiKeys keys, RateLimits limits, Doors doors) {
        this.keys = keys;
        this.limits = limits;
        this.doors = doors;
    }

    /** Whose key came with the request, if it came with one. */
    static Optional<Filer> filer(HttpServletRequest request) {
        return Optional.ofNullable((Filer) request.getAttribute(FILER));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key;
        try {
            key = key(request);
        } catch (RequestRejectedException | IllegalStateException e) {
            if (passes(null, request, response)) {
                refuse(request, response, Problem.badRequest("The parameters cannot be read.", "参数无法解析。"));
            }
            return;
        }
        Optional<Filer> filer = key == null ? Optional.empty() : keys.filer(key);
        if (!passes(filer.orElse(null), request, response)) {
            return;
        }
        var path = RequestPath.parse(request.getRequestURI(), request.getContextPath())
                .pathWithinApplication();
        if (doors.find(HttpMethod.valueOf(request.getMethod()), path) == null) {
            refuse(request, response, Problem.notFound("There is nothing at this address.", "该地址不存在。"));
        } else if (key != null && filer.isEmpty()) {
            refuse(request, response, Refusals.invalidKey());
        } else {
            filer.ifPresent(known -> request.setAttribute(FILER, known));
            chain.doFilter(request, response);
        }
    }

    /** A form of several parts is not looked into: none is taken here. */
    private static @Nullable String key(HttpServletRequest request) {
        String header = request.getHeader(HEADER);
        if (header != null && !header.isEmpty()) {
            return header;
        }
        String contentType = request.getContentType();
        if (contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
            throw new IllegalStateException("a form of several parts");
        }
        String parameter = request.getParameter(KEY);
        return parameter == null || parameter.isEmpty() ? null : parameter;
    }

    private boolean passes(@Nullable Filer filer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Unsaid unsaid = new Unsaid(response);
        boolean passes = filer == null
                ? limits.letPass(request, unsaid)
                : limits.letPass(LIMITED_AS + filer.key().id(), Role.ENTERPRISE, request, unsaid);
        if (!passes) {
            refuse(
                    request,
                    response,
                    Problem.of(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "too-many-requests",
                            "That was too much at once. Retry-After says when to try again.",
                            "请求过于频繁，请按 Retry-After 所示稍后重试。"));
        }
        return passes;
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, Problem problem)
            throws IOException {
        Document.Format format = request.getRequestURI().endsWith(".xml") ? Document.Format.XML : Document.Format.JSON;
        response.setStatus(Refusals.status(problem.status()).value());
        response.setContentType(format.contentType());
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream()
                .write(Refusals.document(problem, Language.isChinese(request)).bytes(format));
    }

    /** Takes the headers of an answer, not what it says: that is said here in the form of Open311. */
    private static final class Unsaid extends HttpServletResponseWrapper {
        Unsaid(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void setStatus(int status) {}

        @Override
        public void setContentType(@Nullable String type) {}

        @Override
        public void setCharacterEncoding(@Nullable String encoding) {}

        @Override
        public ServletOutputStream getOutputStream() {
            OutputStream nowhere = OutputStream.nullOutputStream();
            return new ServletOutputStream() {
                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setWriteListener(WriteListener listener) {
                    throw new IllegalStateException("written at once");
                }

                @Override
                public void write(int b) throws IOException {
                    nowhere.write(b);
                }
            };
        }
    }
}
