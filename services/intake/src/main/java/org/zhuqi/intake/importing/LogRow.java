package org.zhuqi.intake.importing;

import java.time.Instant;
import java.util.Map;

/**
 * One row of the log that could be read.
 *
 * @param line the line of the file on which it begins, counted from 1
 * @param timeText the time as the log writes it
 * @param columns the columns that the mapping names, by the mapping's name for them
 */
record LogRow(long line, String caseKey, String activity, Instant time, String timeText, Map<String, String> columns) {

    /** A column's text; empty if the log leaves it out. */
    String column(String name) {
        return columns.getOrDefault(name, "");
    }

    ReportedRow reported(String kind, String sentence) {
        return new ReportedRow(line, caseKey, activity, timeText, kind, sentence);
    }
}
