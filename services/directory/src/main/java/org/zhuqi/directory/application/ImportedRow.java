package org.zhuqi.directory.application;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What would become of a row of a file.
 *
 * @param number as the spreadsheet numbers it
 * @param cells by the column's key; empty once the file is applied
 * @param label what people know it by
 * @param entry the entry that it meets; null: none yet
 * @param base the version of that entry, and of what belongs to it
 */
public record ImportedRow(
        int number,
        Map<String, String> cells,
        Outcome outcome,
        String label,
        @Nullable String entry,
        @Nullable String base,
        List<RowFault> faults) {

    public enum Outcome {
        NEW,
        CHANGED,
        UNCHANGED,
        FAULTY
    }

    /** @param column its header in the file */
    public record RowFault(String column, String en, String zh) {}

    /** Whether this still holds: it would come to the same with the same entry in the same state. */
    boolean meansTheSameAs(ImportedRow other) {
        return outcome == other.outcome && Objects.equals(entry, other.entry) && Objects.equals(base, other.base);
    }
}
