package org.zhuqi.intake.importing;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.lifecycle.Role;

/**
 * How to read another system's event log: which column is what, and which activity is which command. Written as YAML
 * ({@code docs/import.md}), read by {@link MappingReader}.
 *
 * @param ids carries the district and the source
 * @param columns the log's header of each column, by the mapping's own name for it
 * @param values what a column's value is called here, by column and the log's value
 * @param actors the account that acts in each role
 * @param commands who sends each command and what it says
 */
record Mapping(
        StableIds ids,
        FileFormat file,
        TimeFormats times,
        Map<String, String> columns,
        Map<String, Map<String, String>> values,
        Map<Role, Template> actors,
        Map<CommandType, CommandTemplate> commands,
        Map<String, Activity> activities) {
    static final String CASE = "case";
    static final String ACTIVITY = "activity";
    static final String TIME = "time";
    static final String ACTOR = "actor";

    record FileFormat(char delimiter, Charset charset) {}

    /**
     * What a row with this activity becomes: the first of the ways that its ticket's state and the guards allow, tried
     * without filling anything in, then with the fillers.
     *
     * @param fillers the commands that may be inferred before a row's own, to reach a state that knows it
     */
    record Activity(List<Way> ways, Set<CommandType> fillers) {}

    /** Commands that one row stands for, one after the other. */
    record Way(List<CommandTemplate> commands) {}

    DistrictId district() {
        return ids.district();
    }

    String source() {
        return ids.source();
    }

    /** What templates see of a column: the value as it is called here. */
    String value(LogRow row, String column) {
        String value = row.column(column).strip();
        return values.getOrDefault(column, Map.of()).getOrDefault(value, value);
    }
}
