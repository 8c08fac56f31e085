package org.zhuqi.allinone.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.zhuqi.allinone.DataFolder;

/** Data folders of their own under {@code target}, where PostgreSQL may go whoever runs the tests. */
public final class TestFolders {
    private static final Path ALL = Path.of(
                    "target",
                    "whole-system",
                    Long.toString(ProcessHandle.current().pid()))
            .toAbsolutePath();
    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestFolders() {}

    /** A folder that does not exist yet. */
    public static DataFolder fresh(String purpose) {
        try {
            Files.createDirectories(ALL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new DataFolder(ALL.resolve(COUNT.incrementAndGet() + "-" + purpose));
    }

    /** A port that nobody has now. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Nothing may run on it any more. */
    public static void delete(DataFolder folder) {
        delete(folder.path());
    }

    static void deleteAll() {
        delete(ALL);
    }

    private static void delete(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
