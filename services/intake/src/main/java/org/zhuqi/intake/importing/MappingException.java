package org.zhuqi.intake.importing;

import java.util.List;

/** A mapping that cannot be used, with one sentence for each thing that is wrong. */
public final class MappingException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> sentences;

    MappingException(List<String> sentences) {
        super(String.join(System.lineSeparator(), sentences));
        this.sentences = List.copyOf(sentences);
    }

    public List<String> sentences() {
        return sentences;
    }
}
