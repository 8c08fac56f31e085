package org.zhuqi.intake.importing;

/**
 * A row that is not in the system after the import, and why.
 *
 * @param kind what rows refused for the same reason have in common, for counting
 * @param sentence the reason, for whoever has to look at the row
 */
record ReportedRow(long line, String caseKey, String activity, String time, String kind, String sentence) {}
