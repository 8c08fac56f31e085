package org.zhuqi.intake.importing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes a case row by row, a minute apart, and has it planned: {@code Log.of("A-1").row("登记").row("派单").plan()}. */
final class Log {
    private static final Instant START = Instant.parse("2023-03-01T01:00:00Z");

    private final String caseKey;
    private final List<LogRow> rows = new ArrayList<>();
    private final Map<String, String> columns = new HashMap<>(
            Map.of("actor", "zhao", "enterprise", "钱塘精工", "item", "人才", "unit", "人社局", "words", "说明", "other", ""));

    private Log(String caseKey) {
        this.caseKey = caseKey;
    }

    static Log of(String caseKey) {
        return new Log(caseKey);
    }

    /** From the next row on. */
    Log with(String column, String value) {
        columns.put(column, value);
        return this;
    }

    Log row(String activity) {
        int line = rows.size() + 2;
        Map<String, String> all = new HashMap<>(columns);
        all.put("case", caseKey);
        all.put("activity", activity);
        Instant time = START.plusSeconds(60L * line);
        rows.add(new LogRow(line, caseKey, activity, time, time.toString(), all));
        return this;
    }

    LoggedCase logged() {
        return new LoggedCase(caseKey, rows);
    }

    CasePlan plan() {
        return plan(Resources.mapping());
    }

    CasePlan plan(Mapping mapping) {
        return new CasePlanner(mapping).plan(logged());
    }

    /** The plan as commands by name, those filled in within parentheses. */
    static List<String> names(CasePlan plan) {
        return plan.commands().stream()
                .map(command -> command.origin().inferred()
                        ? "(" + command.type().wireName() + ")"
                        : command.type().wireName())
                .toList();
    }
}
