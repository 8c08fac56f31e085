package org.zhuqi.allinone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.zhuqi.platform.json.Json;
import tools.jackson.core.JacksonException;

/** The one folder in which an installation keeps everything. */
public record DataFolder(Path path) {

    public DataFolder {
        path = path.toAbsolutePath().normalize();
    }

    public Path postgres() {
        return path.resolve("postgres");
    }

    public Path kafka() {
        return path.resolve("kafka");
    }

    public Path keys() {
        return path.resolve("keys");
    }

    public Path logFile() {
        return path.resolve("zhuqi.log");
    }

    /**
     * How to reach what runs on this folder; readable by its owner alone.
     *
     * @param pid of the JVM
     */
    public record Running(
            long pid, String address, String bootstrapServers, String jdbcUrl, String username, String password) {}

    public void announce(Running running) {
        Path file = runFile();
        try {
            Path draft = Files.createTempFile(
                    path,
                    "running",
                    ".tmp",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(draft, Json.MAPPER.writeValueAsString(running));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    public void withdraw() {
        try {
            Files.deleteIfExists(runFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What runs on this folder now; empty also if it was killed and left its note behind. */
    public Optional<Running> running() {
        if (!Files.exists(runFile())) {
            return Optional.empty();
        }
        try {
            Running running = Json.MAPPER.readValue(runFile().toFile(), Running.class);
            return ProcessHandle.of(running.pid())
                    .filter(ProcessHandle::isAlive)
                    .map(alive -> running);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private Path runFile() {
        return path.resolve("running.json");
    }
}
