package org.zhuqi.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what the server and Spring take for faults of ours once somebody asks for it: parameters in the address that are
 * no UTF-8, and a Content-Type that names none. And overlooks who asks for a part of an answer.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 11)
class UnfitRequests extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!isReadable(request.getQueryString())) {
            Problems.write(
                    request,
                    response,
                    Problem.badRequest(
                            "The parameters in the address cannot be read: they must be UTF-8, escaped with %.",
                            "地址中的参数无法读取：应为 UTF-8，并以 % 转义。"));
        } else if (!isOneType(request.getContentType())) {
            Problems.write(
                    request,
                    response,
                    Problem.of(
                            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                            "unsupported-media-type",
                            "Content-Type must name what the body is, such as application/json.",
                            "Content-Type 应写明正文的类型，例如 application/json。"));
        } else {
            chain.doFilter(request.getHeader(HttpHeaders.RANGE) == null ? request : new Whole(request), response);
        }
    }

    /**
     * Asks for no part of anything, which a server may overlook (RFC 9110, section 14.2). Spring cuts each file into the
     * parts asked for under the length of the whole, and whoever asked for several waits for the rest.
     */
    private static final class Whole extends HttpServletRequestWrapper {
        Whole(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getHeader(String name) {
            return HttpHeaders.RANGE.equalsIgnoreCase(name) ? null : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return HttpHeaders.RANGE.equalsIgnoreCase(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            List<String> names = new ArrayList<>(Collections.list(super.getHeaderNames()));
            names.removeIf(HttpHeaders.RANGE::equalsIgnoreCase);
            return Collections.enumeration(names);
        }
    }

    static boolean isReadable(@Nullable String query) {
        if (query == null) {
            return true;
        }
        for (String pair : query.split("&", -1)) {
            if (pair.startsWith("=")) {
                return false;
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int at = 0; at < query.length(); at++) {
            char character = query.charAt(at);
            if (character != '%') {
                bytes.write(character);
                continue;
            }
            if (at + 2 >= query.length()) {
                return false;
            }
            int high = Character.digit(query.charAt(at + 1), 16);
            int low = Character.digit(query.charAt(at + 2), 16);
            if (high < 0 || low < 0) {
                return false;
            }
            bytes.write(high * 16 + low);
            at += 2;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    static boolean isOneType(@Nullable String contentType) {
        if (contentType == null || contentType.isBlank()) {
            return true;
        }
        try {
            return MediaType.parseMediaType(contentType).isConcrete();
        } catch (InvalidMediaTypeException e) {
            return true; // Spring refuses it in its own words.
        }
    }
}
