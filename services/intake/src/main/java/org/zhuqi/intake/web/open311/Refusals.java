package org.zhuqi.intake.web.open311;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.zhuqi.platform.web.Problem;

/**
 * Problems in the form of GeoReport v2: an array of codes and descriptions. Its statuses are 404 for what is not there, 403
 * for keys and 400 for every other fault of the client; beside those 429 and 503, after which trying again helps.
 */
final class Refusals {
    private Refusals() {}

    static HttpStatus status(HttpStatus ours) {
        return switch (ours) {
            case NOT_FOUND, FORBIDDEN, TOO_MANY_REQUESTS -> ours;
            default -> ours.is4xxClientError() ? HttpStatus.BAD_REQUEST : ours;
        };
    }

    static Document document(Problem problem, boolean chinese) {
        List<String> single = problem.errors().stream()
                .map(error -> chinese && error.zh() != null ? error.zh() : error.detail())
                .collect(Collectors.toList());
        List<String> descriptions = single.isEmpty()
                ? List.of(chinese ? problem.sentence().zh() : problem.sentence().en())
                : single;
        return Document.error(status(problem.status()).value(), descriptions);
    }

    static Problem missingKey() {
        return Problem.of(
                HttpStatus.FORBIDDEN,
                "missing-key",
                "Please send your api_key: whose requests you may see and file follows from it.",
                "请提供 api_key：可提交和查看哪些诉求由密钥决定。");
    }

    static Problem invalidKey() {
        return Problem.of(
                HttpStatus.FORBIDDEN,
                "invalid-key",
                "Invalid api_key: there is no such key, it was revoked, or the account for which it stands is closed.",
                "api_key 无效：不存在、已吊销，或所对应的账号已停用。");
    }
}
