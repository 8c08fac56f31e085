package org.zhuqi.intake.web.open311;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.intake.application.open311.RequestFilter;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.ProblemException;

/** Reads which requests are asked for, with the limits of the specification: 90 days, 1,000 requests. */
final class RequestList {
    static final int MOST = 1_000;
    private static final Duration SPAN = Duration.ofDays(90);
    /** Pages beyond are of no use to anybody: a narrower span is. */
    private static final int LAST_PAGE = 1_000;

    private RequestList() {}

    /** The numbers that are asked for; then nothing else counts. */
    static Optional<Set<String>> ids(HttpServletRequest request) {
        List<String> ids = several(request, "service_request_id");
        if (ids.size() > MOST) {
            throw Problem.badRequest("At most %d requests at once.".formatted(MOST), "一次最多查询 %d 个诉求。".formatted(MOST))
                    .asException();
        }
        return ids.isEmpty() ? Optional.empty() : Optional.of(new TreeSet<>(ids));
    }

    static RequestFilter filter(HttpServletRequest request, Instant now) {
        Instant from = time(request, "start_date");
        Instant to = time(request, "end_date");
        if (to == null) {
            to = from == null ? now : from.plus(SPAN);
        }
        if (from == null) {
            from = to.minus(SPAN);
        }
        if (from.isAfter(to) || Duration.between(from, to).compareTo(SPAN) > 0) {
            throw Problem.badRequest(
                            "From start_date to end_date there are at most 90 days.", "start_date 至 end_date 最长 90 天。")
                    .asException();
        }
        List<CatalogueItemId> services = several(request, "service_code").stream()
                .flatMap(code -> code(code).stream())
                .toList();
        if (services.isEmpty() && SubmissionForm.text(request, "service_code") != null) {
            throw Problem.notFound("There is no such service_code.", "service_code 不存在。")
                    .asException();
        }
        return new RequestFilter(
                services,
                from,
                to,
                closed(request),
                number(request, "page", 1, LAST_PAGE),
                number(request, "page_size", MOST, MOST));
    }

    static Optional<CatalogueItemId> code(String text) {
        try {
            return Optional.of(CatalogueItemId.of(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Boolean closed(HttpServletRequest request) {
        Set<Boolean> wanted = several(request, "status").stream()
                .map(status -> switch (status) {
                    case "open" -> false;
                    case "closed" -> true;
                    default -> throw Parameters.refuse("status", status, "open,closed");
                })
                .collect(Collectors.toSet());
        return wanted.size() == 1 ? wanted.iterator().next() : null;
    }

    private static @Nullable Instant time(HttpServletRequest request, String name) {
        String text = SubmissionForm.text(request, name);
        try {
            return text == null ? null : within(name, text, Parameters.time(text));
        } catch (DateTimeException e) {
            throw Parameters.refuse(name, String.valueOf(text), "2026-01-01T00:00:00Z");
        }
    }

    /** Beyond these years a database has no times. */
    private static Instant within(String name, String text, Instant time) throws ProblemException {
        if (time.isBefore(Instant.EPOCH) || time.isAfter(Instant.parse("2200-01-01T00:00:00Z"))) {
            throw Parameters.refuse(name, text, "2026-01-01T00:00:00Z");
        }
        return time;
    }

    private static int number(HttpServletRequest request, String name, int otherwise, int most) {
        String text = SubmissionForm.text(request, name);
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, as what is out of range.
        }
        throw Parameters.refuse(name, text, "1 … " + most);
    }

    /** Separated by commas, or as a parameter that comes several times. */
    private static List<String> several(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        return values == null
                ? List.of()
                : Arrays.stream(values)
                        .flatMap(value -> Stream.of(value.split(",", -1)))
                        .map(String::strip)
                        .filter(value -> !value.isEmpty())
                        .toList();
    }
}
