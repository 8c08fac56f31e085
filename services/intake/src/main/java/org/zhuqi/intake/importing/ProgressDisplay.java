package org.zhuqi.intake.importing;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** How far the import is: a bar that redraws itself on a terminal, elsewhere a line every few seconds. */
final class ProgressDisplay {
    private static final int WIDTH = 30;
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    private final PrintStream err;
    private final boolean terminal;
    private final int total;
    private final InstantSource clock;
    private Instant next;

    ProgressDisplay(PrintStream err, boolean terminal, int total, InstantSource clock) {
        this.err = err;
        this.terminal = terminal;
        this.total = total;
        this.clock = clock;
        this.next = clock.instant().plus(every());
    }

    /** Whether the process writes its errors to a terminal. Java tells it of standard output alone, Linux of each; elsewhere false. */
    static boolean isTerminal() {
        try {
            String file = Files.readSymbolicLink(STANDARD_ERROR).toString();
            return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    synchronized void show(int rows, int reported) {
        if (!clock.instant().isBefore(next)) {
            next = clock.instant().plus(every());
            draw(rows, reported);
        }
    }

    synchronized void end(int rows, int reported) {
        draw(rows, reported);
        if (terminal) {
            err.println();
        }
    }

    private Duration every() {
        return terminal ? Duration.ofMillis(100) : Duration.ofSeconds(5);
    }

    private void draw(int rows, int reported) {
        int percent = total == 0 ? 100 : (int) (100L * rows / total);
        String counts =
                String.format(Locale.ROOT, "%3d %%  %,d of %,d rows, %,d reported", percent, rows, total, reported);
        if (terminal) {
            int filled = percent * WIDTH / 100;
            err.print("\r[" + "=".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + counts);
            err.flush();
        } else {
            err.println(counts);
        }
    }
}
