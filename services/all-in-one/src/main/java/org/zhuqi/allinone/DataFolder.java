package org.zhuqi.allinone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.security.DevelopmentIssuer;
import org.zhuqi.platform.security.Sealing;
import tools.jackson.core.JacksonException;

/** The one folder in which an installation keeps everything. */
public record DataFolder(Path path) {
    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration CLOCK_STEP = Duration.ofSeconds(3);

    public DataFolder {
        path = path.toAbsolutePath().normalize();
    }

    public Path postgres() {
        return path.resolve("postgres");
    }

    public Path kafka() {
        return path.resolve("kafka");
    }

    /** Whether an installation was ever started on it. */
    public boolean isInstalled() {
        return Files.isDirectory(postgres()) && Files.isDirectory(kafka());
    }

    public Path keys() {
        return path.resolve("keys");
    }

    /** The files that people have attached to their requests. */
    public Path attachments() {
        return path.resolve("attachments");
    }

    /** Signs for the development accounts as the installation's login would, whether it runs or not. */
    public DevelopmentIssuer developmentIssuer() throws IOException, GeneralSecurityException {
        return DevelopmentIssuer.in(keys(), issuer());
    }

    /** @return 0 if nothing ran on it yet, or it was not reached at its port on the loopback address */
    int lastPort() throws IOException {
        URI last = URI.create(issuer());
        return Files.exists(issuerFile()) && LOOPBACK.equals(last.getHost()) ? Math.max(last.getPort(), 0) : 0;
    }

    private String issuer() throws IOException {
        return Files.exists(issuerFile()) ? Files.readString(issuerFile()) : "http://%s:8080".formatted(LOOPBACK);
    }

    /** Remembers who is named by the tokens of what runs on it. */
    void issues(String issuer) throws IOException {
        Files.createDirectories(keys());
        Files.writeString(issuerFile(), issuer);
    }

    private Path issuerFile() {
        return keys().resolve("issuer");
    }

    /** The key with which the login's second factors are encrypted, made on first use, readable by the owner alone. */
    Path secondFactorKey() throws IOException {
        return key("second-factor");
    }

    /** The same for the secrets of webhooks. */
    Path webhooksKey() throws IOException {
        return key("webhooks");
    }

    private Path key(String name) throws IOException {
        Path file = keys().resolve(name + ".key");
        if (!Files.exists(file)) {
            Files.createDirectories(keys());
            Path draft = Files.createTempFile(
                    keys(),
                    name,
                    ".tmp",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(draft, Sealing.newKey());
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }

    public Path logFile() {
        return path.resolve("zhuqi.log");
    }

    /**
     * How to reach what runs on this folder; readable by its owner alone.
     *
     * @param pid of the JVM
     * @param since when that process began: its number alone may by now be somebody else's, in a container even our own
     */
    public record Running(
            long pid,
            Instant since,
            String address,
            String bootstrapServers,
            String jdbcUrl,
            String username,
            String password) {}

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
                    .filter(process -> process.isAlive() && isTheSame(process, running))
                    .map(alive -> running);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** When a process began is told in steps, from a boot time that is told in seconds. */
    private static boolean isTheSame(ProcessHandle process, Running running) {
        Instant began = process.info().startInstant().orElse(running.since());
        return Duration.between(began, running.since()).abs().compareTo(CLOCK_STEP) < 0;
    }

    private Path runFile() {
        return path.resolve("running.json");
    }
}
