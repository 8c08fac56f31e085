package org.zhuqi.metrics.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request whose body says what an address would say in its parameters, so that both are read, and refused, alike. */
final class SentParameters extends HttpServletRequestWrapper {
    private final Map<String, String[]> parameters = new LinkedHashMap<>();

    /** @param request whose own parameters stay, so that unknown ones are still refused */
    SentParameters(HttpServletRequest request) {
        super(request);
        parameters.putAll(request.getParameterMap());
    }

    SentParameters with(String name, @Nullable Object value) {
        if (value != null) {
            parameters.put(name, new String[] {value.toString()});
        }
        return this;
    }

    SentParameters with(String name, @Nullable List<String> values) {
        if (values != null && !values.isEmpty()) {
            parameters.put(name, values.toArray(String[]::new));
        }
        return this;
    }

    @Override
    public @Nullable String getParameter(String name) {
        String[] values = parameters.get(name);
        return values == null ? null : values[0];
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return parameters.get(name);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return Collections.unmodifiableMap(parameters);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(parameters.keySet());
    }
}
