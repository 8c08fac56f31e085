package org.zhuqi.allinone.apart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** {@code infra/nginx/routes.conf}: written from what the services answer, and read as nginx does, the first line that fits. */
final class RoutesFile {
    static final Path FILE = Path.of("..", "..", "infra", "nginx", "routes.conf");
    static final String COMMAND = "./mvnw -pl services/all-in-one -am test -Dtest=RoutesTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dzhuqi.regenerate=true";

    /** Whoever says 401, 404 or 405 for an address that is nobody's. */
    private static final String EVERYTHING_ELSE = "portal";

    private static final String API = "/api/v1/";
    private static final Pattern LINE = Pattern.compile("\\s*\"~(?<expression>.+)\" (?<service>[a-z]+);");
    private static final Pattern VARIABLE = Pattern.compile("\\{\\*?[^/}]+}");

    private final List<Line> lines;

    private record Line(Pattern expression, String service) {}

    private RoutesFile(List<Line> lines) {
        this.lines = lines;
    }

    static RoutesFile read() {
        List<Line> lines = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(FILE, StandardCharsets.UTF_8)) {
                Matcher route = LINE.matcher(line);
                if (route.matches()) {
                    lines.add(new Line(Pattern.compile(route.group("expression")), route.group("service")));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RoutesFile(List.copyOf(lines));
    }

    /** @param path unescaped, without its query */
    String service(String method, String path) {
        String asked = method + ":" + path;
        return lines.stream()
                .filter(line -> line.expression().matcher(asked).find())
                .findFirst()
                .map(Line::service)
                .orElse(EVERYTHING_ELSE);
    }

    static String text(List<Route> routes) {
        return """
                # Which service answers what. Generated from the services' own request mappings; do not edit, run
                #
                #   %s
                #
                # To be included in the block http. $service is the name of a service; where one path belongs to several, the
                # method decides. What is nobody's goes to one that says so with a sentence.
                map "$request_method:$uri" $service {
                    default %s;
                %s
                }
                """.formatted(COMMAND, EVERYTHING_ELSE, String.join("\n", lines(routes)));
    }

    private static List<String> lines(List<Route> routes) {
        Map<String, List<Route>> byBeginning =
                new TreeMap<>(routes.stream().collect(Collectors.groupingBy(route -> beginning(route.pattern()))));
        List<String> lines = new ArrayList<>();
        byBeginning.forEach((beginning, all) -> {
            List<String> services = all.stream().map(Route::service).distinct().toList();
            if (services.size() > 1) {
                all.stream()
                        .sorted(Comparator.comparing(
                                        (Route route) -> path(route.pattern()), PathPattern.SPECIFICITY_COMPARATOR)
                                .thenComparing(Comparator.naturalOrder()))
                        .forEach(route -> lines.add(line(method(route), expression(route.pattern()), route.service())));
            } else if (!services.getFirst().equals(EVERYTHING_ELSE)) {
                lines.add(line(
                        "[A-Z]+",
                        Pattern.compile("\\.").matcher(beginning).replaceAll("\\\\.") + "(/|$)",
                        services.getFirst()));
            }
        });
        return lines;
    }

    /** As far as a path can belong to one service as a whole. */
    private static String beginning(String pattern) {
        int from = pattern.startsWith(API) ? API.length() : 1;
        int end = pattern.indexOf('/', from);
        return end < 0 ? pattern : pattern.substring(0, end);
    }

    private static String method(Route route) {
        return switch (route.method()) {
            case Route.ANY -> "[A-Z]+";
            case "GET" -> "(GET|HEAD)";
            default -> route.method();
        };
    }

    private static String expression(String pattern) {
        String escaped = pattern.replace(".", "\\.").replace("/**", "(/.*)?");
        return VARIABLE.matcher(escaped).replaceAll("[^/]+") + "$";
    }

    private static String line(String method, String expression, String service) {
        return "    \"~^%s:%s\" %s;".formatted(method, expression, service);
    }

    private static PathPattern path(String pattern) {
        return PathPatternParser.defaultInstance.parse(pattern);
    }

    static boolean fits(String pattern, String path) {
        return path(pattern).matches(PathContainer.parsePath(path));
    }
}
