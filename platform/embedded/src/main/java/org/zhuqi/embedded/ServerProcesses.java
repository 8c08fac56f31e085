package org.zhuqi.embedded;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL processes of one data directory, told from all others by their working directory: a pid alone may by
 * now be somebody else's, and a zombie keeps its pid but has no directory.
 */
final class ServerProcesses {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration FAST_SHUTDOWN = Duration.ofSeconds(60);
    private static final Duration IMMEDIATE_SHUTDOWN = Duration.ofSeconds(20);
    private static final Duration CHILDREN_NOTICE = Duration.ofSeconds(10);

    private final Path clusterDirectory;

    ServerProcesses(Path clusterDirectory) {
        this.clusterDirectory = clusterDirectory;
    }

    /** The first process of the server, if it runs. */
    Optional<Long> postmaster() {
        return pidInFile().filter(this::isOurs);
    }

    /**
     * Ends the server, first asking it to end sessions and write a checkpoint, then to leave at once; the last resort is
     * SIGKILL. Afterwards no process of the directory is left, and no pid file that could keep the next one away.
     */
    void end() throws IOException {
        Optional<Long> postmaster = postmaster();
        if (postmaster.isPresent()) {
            long pid = postmaster.get();
            signal("INT", pid);
            if (!Patience.until(() -> !isOurs(pid), FAST_SHUTDOWN)) {
                log.warn("PostgreSQL {} did not shut down within {}; it is told to leave at once", pid, FAST_SHUTDOWN);
                signal("QUIT", pid);
                if (!Patience.until(() -> !isOurs(pid), IMMEDIATE_SHUTDOWN)) {
                    signal("KILL", pid);
                }
            }
        }
        if (!Patience.until(() -> all().isEmpty(), CHILDREN_NOTICE)) {
            all().forEach(pid -> signal("KILL", pid));
            if (!Patience.until(() -> all().isEmpty(), CHILDREN_NOTICE)) {
                throw new EmbeddedServerException("Expected the server of " + clusterDirectory
                        + " to end, but its processes " + all() + " survive SIGKILL");
            }
        }
        Files.deleteIfExists(pidFile());
    }

    void kill() {
        postmaster().ifPresent(pid -> {
            signal("KILL", pid);
            Patience.until(() -> !isOurs(pid), CHILDREN_NOTICE);
        });
    }

    private List<Long> all() {
        var pids = new ArrayList<Long>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                long pid = Long.parseLong(String.valueOf(process.getFileName()));
                if (isOurs(pid)) {
                    pids.add(pid);
                }
            }
        } catch (IOException e) {
            throw new EmbeddedServerException("Expected to list the running processes, but: " + e.getMessage(), e);
        }
        return pids;
    }

    private boolean isOurs(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).equals(clusterDirectory)
                    && Files.readString(process.resolve("comm")).strip().equals("postgres");
        } catch (IOException goneOrNotOurs) {
            return false;
        }
    }

    private Optional<Long> pidInFile() {
        try (var lines = Files.lines(pidFile())) {
            return lines.findFirst().map(String::strip).map(Long::valueOf);
        } catch (IOException | NumberFormatException noneOrHalfWritten) {
            return Optional.empty();
        }
    }

    private Path pidFile() {
        return clusterDirectory.resolve("postmaster.pid");
    }

    private static void signal(String name, long pid) {
        Programs.run(List.of("sh", "-c", "kill -" + name + " " + pid));
    }
}
