package org.zhuqi.dispatch.web;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.dispatch.application.WriteOutcome;
import org.zhuqi.dispatch.domain.Hindrance;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.Problem.FieldError;
import org.zhuqi.platform.web.Versions;

/** What came of a change, as an answer. */
final class Replies {
    private Replies() {}

    /**
     * What is there now.
     *
     * @throws org.zhuqi.platform.web.ProblemException if it was not done
     */
    static <T> T done(WriteOutcome<T> outcome, Sentence missing) {
        return switch (outcome) {
            case WriteOutcome.Done<T> done -> done.subject();
            case WriteOutcome.Missing<T> none ->
                throw Problem.notFound(missing.en(), missing.zh()).asException();
            case WriteOutcome.Stale<T> stale -> throw Versions.stale(stale.version());
            case WriteOutcome.NotYours<T> not ->
                throw Problem.of(
                                HttpStatus.FORBIDDEN,
                                "forbidden",
                                not.sentence().en(),
                                not.sentence().zh())
                        .asException();
            case WriteOutcome.KeyReused<T> reused ->
                throw Problem.of(
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                "id-reused",
                                "The idempotency key was used before for something else.",
                                "该幂等键已用于其他内容的请求。")
                        .asException();
            case WriteOutcome.Refused<T> refused ->
                throw refused(refused.faults()).asException();
        };
    }

    /** 422 if anything is wrong in itself, else 409: it is the state that stands in the way. */
    static Problem refused(List<Hindrance> faults) {
        boolean wrong = faults.stream().anyMatch(fault -> fault.nature() == Hindrance.Nature.RULE);
        Hindrance first = faults.getFirst();
        String field = first.field().isEmpty() ? "" : first.field() + ": ";
        return Problem.of(
                        wrong ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.CONFLICT,
                        wrong ? "rule" : "wrong-state",
                        field + first.sentence().en(),
                        field + first.sentence().zh())
                .withErrors(faults.stream()
                        .filter(fault -> !fault.field().isEmpty())
                        .map(fault -> new FieldError(
                                "/" + fault.field(), fault.sentence().en()))
                        .toList());
    }
}
