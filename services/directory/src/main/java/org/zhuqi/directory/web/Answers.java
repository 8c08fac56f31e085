package org.zhuqi.directory.web;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.zhuqi.directory.domain.Fault;
import org.zhuqi.directory.domain.Stored;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.Problem.FieldError;
import org.zhuqi.platform.web.ProblemException;

/** Outcomes as answers: versions as ETags (RFC 9110, 8.8.3), refusals as problems. */
final class Answers {
    static final String ROOT = "/api/v1/directory/";

    private static final Pattern VERSION = Pattern.compile("(?:W/)?\"?(\\d{1,18})\"?");

    private Answers() {}

    /** The version on which the caller decided; without one the request is refused (RFC 6585, 3). */
    static long version(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw Problem.of(
                            HttpStatus.PRECONDITION_REQUIRED,
                            "version-required",
                            "Say on which version you decided: If-Match with the ETag of what you saw.",
                            "请在 If-Match 中给出您所依据的版本（ETag）。")
                    .asException();
        }
        Matcher version = VERSION.matcher(ifMatch.strip());
        if (!version.matches()) {
            throw Problem.badRequest(
                            "If-Match must be one version as the ETag gave it, such as \"3\".",
                            "If-Match 应为 ETag 给出的版本号，例如 \"3\"。")
                    .asException();
        }
        return Long.parseLong(version.group(1));
    }

    static <S extends Stored<?>, D> ResponseEntity<D> one(S stored, Function<S, D> document) {
        return ResponseEntity.ok().eTag(etag(stored.version())).body(document.apply(stored));
    }

    static String etag(long version) {
        return "\"" + version + "\"";
    }

    static ProblemException stale(long version) {
        return Problem.of(
                        HttpStatus.PRECONDITION_FAILED,
                        "stale",
                        "Somebody changed it meanwhile: it has version %d now. Look at it again.".formatted(version),
                        "内容已被他人修改，当前版本为 %d，请刷新后再试。".formatted(version))
                .with("version", version)
                .asException();
    }

    /** 422 if anything is wrong in itself, else 409: what is there stands in the way. */
    static ProblemException refused(List<Fault> faults) {
        boolean wrong = faults.stream().anyMatch(fault -> fault.nature() == Fault.Nature.WRONG);
        Fault first = faults.getFirst();
        Map<String, Long> counts = new TreeMap<>();
        faults.forEach(fault -> counts.putAll(fault.counts()));
        String field = first.field().isEmpty() ? "" : first.field() + ": ";
        return Problem.of(
                        wrong ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.CONFLICT,
                        wrong ? "faulty-entry" : "in-the-way",
                        field + first.sentence().en(),
                        field + first.sentence().zh())
                .withErrors(faults.stream()
                        .filter(fault -> !fault.field().isEmpty())
                        .map(fault -> new FieldError(
                                "/" + fault.field(), fault.sentence().en()))
                        .toList())
                .with("counts", counts.isEmpty() ? null : counts)
                .asException();
    }

    static ProblemException missing(String en, String zh, String id) {
        return Problem.notFound(
                        "There is no %s %s that you may know of.".formatted(en, id), "没有您可查看的%s %s。".formatted(zh, id))
                .asException();
    }
}
