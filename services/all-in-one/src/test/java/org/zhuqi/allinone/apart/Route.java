package org.zhuqi.allinone.apart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Which service answers what.
 *
 * @param method {@code *} for any
 * @param pattern of the path, as Spring writes it
 */
record Route(String service, String method, String pattern) implements Comparable<Route> {
    static final String ANY = "*";

    private static final Pattern SERVICE = Pattern.compile("org\\.zhuqi\\.(\\w+)(\\..*)?");
    private static final Set<String> SHARED = Set.of("platform");
    private static final Comparator<Route> ORDER =
            Comparator.comparing(Route::pattern).thenComparing(Route::method).thenComparing(Route::service);

    /** Those that no controller answers: the authorization server's own, files, and what is said for all services. */
    private static final List<Route> WITHOUT_CONTROLLER = List.of(
            new Route("directory", ANY, "/oauth2/**"),
            new Route("directory", ANY, "/connect/**"),
            new Route("directory", ANY, "/userinfo"),
            new Route("directory", ANY, "/.well-known/**"),
            new Route("portal", RequestMethod.GET.name(), "/app/**"),
            new Route("portal", RequestMethod.GET.name(), "/v3/api-docs"));

    /** All that this process answers, but for what every process does. */
    static List<Route> all(ApplicationContext context) {
        return Stream.concat(WITHOUT_CONTROLLER.stream(), ofControllers(context).stream())
                .distinct()
                .sorted()
                .toList();
    }

    static List<Route> ofControllers(ApplicationContext context) {
        List<Route> routes = new ArrayList<>();
        for (RequestMappingHandlerMapping mapping :
                context.getBeansOfType(RequestMappingHandlerMapping.class).values()) {
            for (Map.Entry<RequestMappingInfo, HandlerMethod> each :
                    mapping.getHandlerMethods().entrySet()) {
                String service = service(each.getValue().getBeanType());
                if (service != null) {
                    add(routes, service, each.getKey());
                }
            }
        }
        return routes.stream().distinct().sorted().toList();
    }

    private static @org.jspecify.annotations.Nullable String service(Class<?> controller) {
        Matcher of = SERVICE.matcher(controller.getPackageName());
        return of.matches() && !SHARED.contains(of.group(1)) ? of.group(1) : null;
    }

    private static void add(List<Route> routes, String service, RequestMappingInfo info) {
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
        if (info.getPathPatternsCondition() == null) {
            throw new IllegalStateException(info + " has no path patterns");
        }
        for (PathPattern path : info.getPathPatternsCondition().getPatterns()) {
            if (methods.isEmpty()) {
                routes.add(new Route(service, ANY, path.getPatternString()));
            }
            methods.forEach(method -> routes.add(new Route(service, method.name(), path.getPatternString())));
        }
    }

    /** A path that this route answers. */
    String example() {
        return pattern.replaceAll("\\{[^/}]+}", "example").replace("**", "example");
    }

    @Override
    public int compareTo(Route other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return method + " " + pattern;
    }
}
