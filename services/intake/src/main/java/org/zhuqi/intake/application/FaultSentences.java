package org.zhuqi.intake.application;

import java.util.List;
import java.util.Locale;
import org.zhuqi.intake.domain.Fault;
import org.zhuqi.platform.web.Problem.FieldError;

/** Faults as they stand in an answer. */
public final class FaultSentences {
    private FaultSentences() {}

    public static List<FieldError> of(List<Fault> faults, Locale language) {
        boolean chinese = language.getLanguage().equals(Locale.CHINESE.getLanguage());
        return faults.stream()
                .map(fault -> new FieldError(
                        fault.pointer(),
                        chinese ? fault.sentence().zh() : fault.sentence().en()))
                .toList();
    }
}
