package org.zhuqi.metrics.application.export;

import org.jspecify.annotations.Nullable;
import org.zhuqi.metrics.domain.Basis;
import org.zhuqi.metrics.domain.Definition.Part;

/**
 * What a file has in it.
 *
 * @param figure of {@link Kind#CASES} the figure's key; else null
 * @param basis of the figure's definition
 * @param variant of the figure's definition
 * @param part those behind which part of the figure
 */
public record ExportContent(
        Kind kind,
        @Nullable String figure,
        @Nullable Basis basis,
        @Nullable String variant,
        @Nullable Part part) {
    /** Kinds of contents. */
    public enum Kind {
        /** The figures from every side; a workbook has the tickets as well. */
        REPORT,
        /** The figures in whole. */
        FIGURES,
        /** Every ticket received. */
        TICKETS,
        /** Those behind a figure. */
        CASES
    }

    public static ExportContent of(Kind kind) {
        return new ExportContent(kind, null, null, null, null);
    }
}
