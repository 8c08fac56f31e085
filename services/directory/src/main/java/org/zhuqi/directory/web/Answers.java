package org.zhuqi.directory.web;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.zhuqi.directory.domain.Fault;
import org.zhuqi.directory.domain.Stored;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.Problem.FieldError;
import org.zhuqi.platform.web.ProblemException;
import org.zhuqi.platform.web.Versions;

/** Outcomes as answers: versions as ETags (RFC 9110, 8.8.3), refusals as problems. */
final class Answers {
    static final String ROOT = "/api/v1/directory/";

    private Answers() {}

    static <S extends Stored<?>, D> ResponseEntity<D> one(S stored, Function<S, D> document) {
        return ResponseEntity.ok().eTag(Versions.etag(stored.version())).body(document.apply(stored));
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
