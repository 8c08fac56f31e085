package org.zhuqi.platform.web;

/** Carries a {@link Problem} out of a web adapter. Only there: below, a refusal is a value. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.sentence().en(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
