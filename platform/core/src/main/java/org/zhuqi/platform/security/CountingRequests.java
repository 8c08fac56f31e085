package org.zhuqi.platform.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.zhuqi.platform.limits.RateLimits;

/** Counts a request once it is known who asks, and before anything is done for it. A part of a security chain, no bean. */
public final class CountingRequests extends OncePerRequestFilter {
    private final RateLimits limits;

    public CountingRequests(RateLimits limits) {
        this.limits = limits;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (letsPass(SecurityContextHolder.getContext().getAuthentication(), request, response)) {
            chain.doFilter(request, response);
        }
    }

    private boolean letsPass(@Nullable Authentication known, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (known != null && known.getPrincipal() instanceof Caller caller) {
            return limits.letPass(caller.account().text(), caller.role(), request, response);
        }
        return limits.letPass(request, response);
    }
}
