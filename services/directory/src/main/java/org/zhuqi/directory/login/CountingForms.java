package org.zhuqi.directory.login;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpMethod;
import org.springframework.web.filter.OncePerRequestFilter;
import org.zhuqi.platform.limits.RateLimits;

/**
 * Counts what is sent to the login by the address it comes from: one who tries many accounts is stopped here, one who tries
 * one account many times by its lock. Pages that are only looked at are not counted, because a whole office has one address.
 */
public final class CountingForms extends OncePerRequestFilter {
    private final RateLimits limits;

    public CountingForms(RateLimits limits) {
        this.limits = limits;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !HttpMethod.POST.matches(request.getMethod());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (limits.letPass(request, response)) {
            chain.doFilter(request, response);
        }
    }
}
