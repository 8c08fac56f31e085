package org.zhuqi.platform.limits;

import org.springframework.http.HttpMethod;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * A stricter limit for one address of the system, counted by the remote address beside every other limit. Whoever needs
 * one, such as a login, contributes it as a bean.
 *
 * @param name of the limit, as the caller reads it in the headers
 */
public record PathLimit(String name, HttpMethod method, PathPattern path, Rate rate) {
    public static PathLimit of(String name, HttpMethod method, String path, Rate rate) {
        return new PathLimit(name, method, PathPatternParser.defaultInstance.parse(path), rate);
    }
}
