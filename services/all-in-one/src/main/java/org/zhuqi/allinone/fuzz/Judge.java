package org.zhuqi.allinone.fuzz;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zhuqi.platform.json.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The rules for every answer. */
final class Judge {
    /** What belongs into a log and never into an answer. None of it is in what {@link Nasty} sends. */
    private static final List<Pattern> INSIDES = List.of(
            Pattern.compile("\\bat [a-z]\\w*(\\.\\w+)+\\("),
            Pattern.compile("\\b(?:java|javax|jakarta|org|com|tools|sun|jdk)\\.[a-z]\\w*\\.[\\w.$]+"),
            Pattern.compile("\\b[A-Z]\\w*(?:Exception|Error)\\b(?!:? is)"),
            Pattern.compile("\\b(?:PSQL|JDBC|Jdbc|SQLSTATE|Hibernate|Jackson|Tomcat|Spring)\\b"),
            Pattern.compile("(?i)\\b(?:select\\s.+\\sfrom|insert into|update \\w+ set|delete from)\\b"),
            Pattern.compile("(?i)violates .* constraint|relation \"|column \"|invalid input syntax|bad sql"));

    private static final List<String> MEMBERS = List.of("type", "title", "status", "detail", "traceId");

    private Judge() {}

    /** @return what is wrong with it; null: nothing */
    static @Nullable String fault(Sent request, Answer answer) {
        int status = answer.status();
        if (status == 0) {
            return answer.text();
        }
        if (status == 503 && !answer.header("retry-after").isEmpty()) {
            return null; // counted by the caller
        }
        if (status >= 500) {
            return "server error " + status;
        }
        if (status >= 400) {
            // Of its health the system tells by the status alone, and whether a file of the pages is as old as was
            // asked.
            boolean wordless = answer.body().length == 0
                    && (request.target().startsWith("/actuator/")
                            || (status == 412 && !request.target().startsWith("/api/")));
            return request.method().equals("HEAD") || wordless || inItsOwnWay(request, answer)
                    ? null
                    : refusal(status, answer);
        }
        return answer.isJson() && !isRead(answer) ? "what is said to be JSON is none" : null;
    }

    /**
     * The login speaks to clients as OAuth does (RFC 6749, section 5.2), Open311 as GeoReport v2 says, and a link of a mail
     * shows a page to whoever opened it.
     */
    private static boolean inItsOwnWay(Sent request, Answer answer) {
        String type = answer.header("content-type");
        return (request.target().startsWith("/oauth2/") && answer.isJson())
                || (request.target().startsWith("/open311/") && (answer.isJson() || type.contains("xml")))
                || (request.target().startsWith("/links/") && type.startsWith("text/html"));
    }

    private static boolean isRead(Answer answer) {
        if (answer.body().length == 0 || answer.header("content-type").contains("ndjson")) {
            return true;
        }
        try {
            Json.MAPPER.readTree(answer.body());
            return true;
        } catch (JacksonException e) {
            return false;
        }
    }

    private static @Nullable String refusal(int status, Answer answer) {
        if (!answer.header("content-type").startsWith("application/problem+json")) {
            return "refusal %d is '%s', not a problem document".formatted(status, answer.header("content-type"));
        }
        JsonNode problem;
        try {
            problem = Json.MAPPER.readTree(answer.body());
        } catch (JacksonException e) {
            return "the problem document cannot be read";
        }
        for (String member : MEMBERS) {
            if (problem.path(member).asString("").isBlank()) {
                return "the problem document of %d has no '%s'".formatted(status, member);
            }
        }
        if (problem.path("status").asInt(0) != status) {
            return "the problem document says %s, the answer %d".formatted(problem.path("status"), status);
        }
        return told(problem);
    }

    private static @Nullable String told(JsonNode problem) {
        // What was sent may be told again, and where it was sent to: only our own words are judged.
        String words = problem.path("title").asString("") + "\n"
                + problem.path("detail").asString("") + "\n" + problem.path("errors");
        for (Pattern inside : INSIDES) {
            Matcher found = inside.matcher(words);
            if (found.find()) {
                return "the problem document tells of the inside: " + found.group();
            }
        }
        return null;
    }
}
