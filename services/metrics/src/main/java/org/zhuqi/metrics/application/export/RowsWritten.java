package org.zhuqi.metrics.application.export;

/** Is told how far a list is written. May throw to break off. */
public interface RowsWritten {
    /** Comes before the first row. */
    void of(long rows);

    void one();

    /** Nobody wants to know. */
    static RowsWritten unseen() {
        return new RowsWritten() {
            @Override
            public void of(long rows) {
                // Whoever waits sees the whole file.
            }

            @Override
            public void one() {
                // The same.
            }
        };
    }
}
