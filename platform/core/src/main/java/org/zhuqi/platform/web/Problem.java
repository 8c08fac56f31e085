package org.zhuqi.platform.web;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.platform.observability.Traces;

/**
 * An answer that says why something was not done (RFC 9457): a kind for programs, a sentence for people.
 *
 * @param kind the last part of the {@code type}, such as {@code wrong-state}
 * @param errors the faults by field; empty if the fault is not in a field
 * @param more further members of the problem document
 */
public record Problem(
        HttpStatus status, String kind, Sentence sentence, List<FieldError> errors, Map<String, Object> more) {

    /**
     * A fault in one field, named by its JSON Pointer (RFC 6901).
     *
     * @param zh of one that is said in both languages; null: everybody reads the detail
     */
    public record FieldError(
            String pointer,
            String detail,
            @JsonIgnore @Nullable String zh) {
        public FieldError(String pointer, String detail) {
            this(pointer, detail, null);
        }

        private FieldError in(boolean chinese) {
            return chinese && zh != null ? new FieldError(pointer, zh) : this;
        }
    }

    public static Problem of(HttpStatus status, String kind, String en, String zh) {
        return new Problem(status, kind, new Sentence(en, zh), List.of(), Map.of());
    }

    public static Problem badRequest(String en, String zh) {
        return of(HttpStatus.BAD_REQUEST, "bad-request", en, zh);
    }

    public static Problem notFound(String en, String zh) {
        return of(HttpStatus.NOT_FOUND, "not-found", en, zh);
    }

    public Problem withErrors(List<FieldError> faults) {
        return new Problem(status, kind, sentence, List.copyOf(faults), more);
    }

    public Problem with(String member, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        Map<String, Object> members = new LinkedHashMap<>(more);
        members.put(member, value);
        return new Problem(status, kind, sentence, errors, members);
    }

    public ProblemException asException() {
        return new ProblemException(this);
    }

    /** What single fields are told, in that language. */
    public List<FieldError> errors(boolean chinese) {
        return errors.stream().map(error -> error.in(chinese)).toList();
    }

    ProblemDetail detail(boolean chinese) {
        ProblemDetail detail = ProblemDetail.forStatusAndDetail(status, chinese ? sentence.zh() : sentence.en());
        detail.setType(URI.create("urn:zhuqi:problem:" + kind));
        detail.setTitle(status.getReasonPhrase());
        if (!errors.isEmpty()) {
            detail.setProperty("errors", errors(chinese));
        }
        more.forEach(detail::setProperty);
        detail.setProperty("traceId", Traces.current());
        return detail;
    }
}
