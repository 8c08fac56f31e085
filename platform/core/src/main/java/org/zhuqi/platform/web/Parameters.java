package org.zhuqi.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what stands in an address. Everything that is not understood is refused with a sentence that names it. */
public final class Parameters {
    private Parameters() {}

    public static void allowOnly(Set<String> known, HttpServletRequest request) {
        Set<String> unknown = new TreeSet<>(request.getParameterMap().keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            String names = "'" + String.join("', '", unknown) + "'";
            throw Problem.badRequest(
                            "Unknown parameter %s; known here: %s."
                                    .formatted(names, String.join(", ", new TreeSet<>(known))),
                            "未知参数 %s；可用参数：%s。".formatted(names, String.join("、", new TreeSet<>(known))))
                    .asException();
        }
    }

    public static <T> List<T> all(
            String name, @Nullable List<String> values, Function<String, T> reader, String example) {
        return values == null
                ? List.of()
                : values.stream()
                        .map(value -> read(name, value, reader, example))
                        .toList();
    }

    public static <T> @Nullable T optional(
            String name, @Nullable String value, Function<String, T> reader, String example) {
        return value == null || value.isEmpty() ? null : read(name, value, reader, example);
    }

    private static <T> T read(String name, String value, Function<String, T> reader, String example) {
        try {
            return reader.apply(value);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw refuse(name, value, example);
        }
    }

    public static ProblemException refuse(String name, String value, String example) {
        String shown = value.length() > 100 ? value.substring(0, 100) + "…" : value;
        return Problem.badRequest(
                        "The parameter '%s' does not take '%s'; it takes, for example, %s."
                                .formatted(name, shown, example),
                        "参数“%s”的值“%s”无效，例如：%s。".formatted(name, shown, example))
                .asException();
    }

    public static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    /** A plus sign that was not escaped arrives as a blank. */
    public static Instant time(String text) {
        return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
    }
}
