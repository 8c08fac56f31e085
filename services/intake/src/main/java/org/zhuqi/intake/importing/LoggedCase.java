package org.zhuqi.intake.importing;

import java.util.Comparator;
import java.util.List;

/** The rows of one case in the order in which they happened; rows of the same moment as they stand in the file. */
record LoggedCase(String key, List<LogRow> rows) {
    private static final Comparator<LogRow> AS_IT_HAPPENED =
            Comparator.comparing(LogRow::time).thenComparingLong(LogRow::line);

    static final Comparator<LoggedCase> BY_BEGINNING =
            Comparator.comparing(logged -> logged.rows().getFirst(), AS_IT_HAPPENED);

    LoggedCase {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("case '%s' has no rows".formatted(key));
        }
        rows = rows.stream().sorted(AS_IT_HAPPENED).toList();
    }
}
