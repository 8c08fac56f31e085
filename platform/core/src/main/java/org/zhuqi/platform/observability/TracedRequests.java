package org.zhuqi.platform.observability;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Every request has a trace, before anything else happens to it. Names and attributes are those of OpenTelemetry's HTTP
 * conventions; the address itself is none of them, because it can name a person's ticket.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class TracedRequests extends OncePerRequestFilter {
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");

    private static final TextMapGetter<HttpServletRequest> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(HttpServletRequest request) {
            return Collections.list(request.getHeaderNames());
        }

        @Override
        public @Nullable String get(@Nullable HttpServletRequest request, String name) {
            return request == null ? null : request.getHeader(name);
        }
    };

    /** Of the first dispatch, for what the error page says of it afterwards. */
    private static final String FIRST = TracedRequests.class.getName();

    private final Tracer tracer;
    private final boolean trustCallers;

    TracedRequests(Tracer tracer, boolean trustCallers) {
        this.tracer = tracer;
        this.trustCallers = trustCallers;
    }

    @Override
    @SuppressWarnings("try") // the scope is used by being open
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Span span = tracer.spanBuilder(request.getMethod())
                .setSpanKind(SpanKind.SERVER)
                .setParent(cause(request))
                .startSpan();
        request.setAttribute(FIRST, span);
        MDC.put(Traces.IN_LOG, span.getSpanContext().getTraceId());
        try (Scope scope = span.makeCurrent()) {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(Traces.IN_LOG);
            if (span.isRecording()) {
                describe(span, request, response);
            }
            span.end();
        }
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    private Context cause(HttpServletRequest request) {
        if (request.getAttribute(FIRST) instanceof Span first) {
            return Context.root().with(first);
        }
        return trustCallers
                ? W3CTraceContextPropagator.getInstance().extract(Context.root(), request, HEADERS)
                : Context.root();
    }

    private static void describe(Span span, HttpServletRequest request, HttpServletResponse response) {
        span.setAttribute(METHOD, request.getMethod());
        span.setAttribute(STATUS, (long) response.getStatus());
        if (request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String route) {
            span.updateName(request.getMethod() + " " + route);
            span.setAttribute(ROUTE, route);
        }
        if (response.getStatus() >= 500) {
            span.setStatus(StatusCode.ERROR);
        }
    }
}
