package org.zhuqi.intake.importing;

/** The import could not be finished; the sentence says why. What was applied stays applied, and running again is safe. */
public final class ImportStoppedException extends Exception {
    private static final long serialVersionUID = 1L;

    ImportStoppedException(String sentence) {
        super(sentence);
    }
}
