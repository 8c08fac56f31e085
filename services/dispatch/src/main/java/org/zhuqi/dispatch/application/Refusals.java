package org.zhuqi.dispatch.application;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.zhuqi.contracts.SubjectKind;
import org.zhuqi.dispatch.domain.Hindrance;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.Problem.FieldError;
import org.zhuqi.platform.web.Versions;

/** Why something is not done, as an answer. */
public final class Refusals {
    private static final int SHOWN = 100;

    private Refusals() {}

    /**
     * The gravest says which answer it is: 400 if anything is not of the form, 422 if anything is wrong in itself, else 409: it is
     * the state that stands in the way.
     *
     * @param faults at least one
     */
    static Problem of(List<Hindrance> faults) {
        List<Hindrance> sorted =
                faults.stream().sorted(Comparator.comparing(Hindrance::nature)).toList();
        Hindrance first = sorted.getFirst();
        String field = first.field().isEmpty() ? "" : first.field() + ": ";
        String en = field + first.sentence().en();
        String zh = field + first.sentence().zh();
        Problem problem = switch (first.nature()) {
            case FORM -> Problem.badRequest(en, zh);
            case RULE -> Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "rule", en, zh);
            case STATE -> Problem.of(HttpStatus.CONFLICT, "wrong-state", en, zh);
        };
        return problem.withErrors(sorted.stream()
                .filter(fault -> !fault.field().isEmpty())
                .map(fault -> new FieldError(
                        "/" + fault.field(),
                        fault.sentence().en(),
                        fault.sentence().zh()))
                .toList());
    }

    /** There is none that the caller may know of. */
    public static Problem missing(SubjectKind kind, Object id) {
        String text = id.toString();
        String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        return Problem.notFound(
                "There is no %s %s that you may know of."
                        .formatted(kind.name().toLowerCase(Locale.ROOT).replace('_', ' '), shown),
                "没有您可查看的%s %s。".formatted(kind.zh(), shown));
    }

    /** @param version that it has now */
    static Problem stale(long version) {
        return Versions.stale(version).problem();
    }

    /** The caller may see it, but not change it. */
    static Problem notYours(String en, String zh) {
        return Problem.of(HttpStatus.FORBIDDEN, "forbidden", en, zh);
    }

    static Problem keyReused() {
        return Problem.of(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "id-reused",
                "The idempotency key was used before for something else.",
                "该幂等键已用于其他内容的请求。");
    }
}
