package org.zhuqi.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhuqi.allinone.DataFolder;

/** The folder on which one measurement works: a temporary one that goes away, or one that was named and stays. */
final class Workplace implements AutoCloseable {
    /** One for all measurements of this process, beside the folders that come and go. */
    static final Path LOG = Path.of(
            System.getProperty("java.io.tmpdir"),
            "zhuqi-bench-" + ProcessHandle.current().pid() + ".log");

    private final Path path;
    private final boolean keep;

    private Workplace(Path path, boolean keep) {
        this.path = path;
        this.keep = keep;
    }

    /** @param named null for a temporary folder */
    static Workplace in(@Nullable Path named) throws IOException {
        if (named != null) {
            if (Files.exists(named)) {
                try (Stream<Path> content = Files.list(named)) {
                    if (content.findAny().isPresent()) {
                        throw new IOException(named + " is not empty; a measurement begins on a fresh folder");
                    }
                }
            }
            return new Workplace(Files.createDirectories(named).toRealPath(), true);
        }
        Path temporary = Files.createTempDirectory("zhuqi-bench-");
        // The account to which PostgreSQL steps down must be able to pass through.
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx--x--x"));
        Workplace place = new Workplace(temporary, false);
        AtExit.close(place);
        return place;
    }

    /** What an earlier measurement left there. */
    static Workplace again(Path named) throws IOException {
        return new Workplace(named.toRealPath(), true);
    }

    DataFolder data() {
        return new DataFolder(path);
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        AtExit.forget(this);
        try {
            if (!keep && Files.exists(path)) {
                delete(path);
            }
            Files.deleteIfExists(LOG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> everything;
        try (Stream<Path> tree = Files.walk(folder)) {
            everything = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path one : everything) {
            Files.deleteIfExists(one);
        }
    }
}
