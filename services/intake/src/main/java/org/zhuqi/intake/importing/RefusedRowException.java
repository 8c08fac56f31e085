package org.zhuqi.intake.importing;

/** A row that cannot become the command that the mapping makes of it. */
final class RefusedRowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String kind;

    /**
     * @param kind the reason without the row's own values, for counting
     * @param sentence the reason
     */
    RefusedRowException(String kind, String sentence) {
        super(sentence, null, false, false);
        this.kind = kind;
    }

    String kind() {
        return kind;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
