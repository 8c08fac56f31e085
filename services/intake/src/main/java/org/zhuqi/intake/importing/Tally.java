package org.zhuqi.intake.importing;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.lifecycle.TicketState;

/** What an import did, counted while it runs; several threads count. */
final class Tally {
    private final Map<CommandType, Commands> commands = new EnumMap<>(CommandType.class);
    private final Map<TicketState, Integer> states = new EnumMap<>(TicketState.class);
    private final List<ReportedRow> reported = new ArrayList<>();
    private int applied;

    /** Commands of one type: those that the log tells, and those filled in. */
    record Commands(int told, int inferred) {
        private static final Commands NONE = new Commands(0, 0);

        private Commands and(boolean isInferred) {
            return isInferred ? new Commands(told, inferred + 1) : new Commands(told + 1, inferred);
        }

        int all() {
            return told + inferred;
        }
    }

    synchronized void applied(PlannedCommand command) {
        commands.merge(
                command.type(),
                Commands.NONE.and(command.origin().inferred()),
                (before, one) -> before.and(command.origin().inferred()));
    }

    synchronized void appliedRow() {
        applied++;
    }

    synchronized void reported(ReportedRow row) {
        reported.add(row);
    }

    synchronized void ended(TicketState state) {
        states.merge(state, 1, Integer::sum);
    }

    synchronized int appliedRows() {
        return applied;
    }

    synchronized int reportedRows() {
        return reported.size();
    }

    synchronized int rows() {
        return applied + reported.size();
    }

    synchronized Map<CommandType, Commands> commands() {
        return new EnumMap<>(commands);
    }

    synchronized Map<TicketState, Integer> states() {
        return new EnumMap<>(states);
    }

    /** By line. */
    synchronized List<ReportedRow> reportedByLine() {
        return reported.stream()
                .sorted(Comparator.comparingLong(ReportedRow::line))
                .toList();
    }

    /** How often each activity was reported for each reason, the most frequent first. */
    synchronized Map<String, Integer> reasons() {
        Map<String, Integer> reasons = new TreeMap<>();
        reported.forEach(row -> reasons.merge(row.activity() + ": " + row.kind(), 1, Integer::sum));
        return reasons;
    }

    synchronized void print(PrintStream out, int rowsRead, Duration elapsed) {
        line(out, "rows read", rowsRead);
        line(out, "rows applied", applied);
        line(out, "rows reported", reported.size());
        if (rowsRead > rows()) {
            line(out, "rows not reached", rowsRead - rows());
        }
        int all = commands.values().stream().mapToInt(Commands::all).sum();
        int inferred = commands.values().stream().mapToInt(Commands::inferred).sum();
        out.printf(Locale.ROOT, "%n%-28s %,10d   of which inferred %,9d%n", "commands", all, inferred);
        commands.forEach((type, count) ->
                out.printf(Locale.ROOT, "  %-26s %,10d %,27d%n", type.wireName(), count.all(), count.inferred()));
        out.printf(
                Locale.ROOT,
                "%n%-28s %,10d%n",
                "cases, by their last state",
                states.values().stream().mapToInt(Integer::intValue).sum());
        states.forEach((state, count) -> out.printf(Locale.ROOT, "  %-26s %,10d%n", state, count));
        if (!reported.isEmpty()) {
            out.printf("%nrows reported, by reason%n");
            reasons().entrySet().stream()
                    .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                    .forEach(reason -> out.printf(Locale.ROOT, "%,8d  %s%n", reason.getValue(), reason.getKey()));
        }
        double seconds = elapsed.toMillis() / 1000.0;
        out.printf(
                Locale.ROOT,
                "%nelapsed %.1f s, %,.0f rows/s, %,.0f commands/s%n",
                seconds,
                rows() / Math.max(seconds, 0.001),
                all / Math.max(seconds, 0.001));
    }

    private static void line(PrintStream out, String what, int count) {
        out.printf(Locale.ROOT, "%-28s %,10d%n", what, count);
    }
}
