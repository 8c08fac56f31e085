package org.zhuqi.ticket.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Breaks a connection off whose answer cannot be finished: the server does that for what a filter throws once an answer is on
 * its way, so that the reader sees no proper end.
 */
@Component
final class CuttingShort extends OncePerRequestFilter {
    private static final String CUT = CuttingShort.class.getName();

    static void cut(HttpServletRequest request) {
        request.setAttribute(CUT, true);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        if (request.getAttribute(CUT) != null) {
            throw new IOException("the answer broke off");
        }
    }
}
