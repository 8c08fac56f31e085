package org.zhuqi.intake.storage;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Files that were on their way in when a process died. Nobody was promised anything about them. */
public final class Leftovers {
    /** What the web server, the controller and the storage call them. */
    private static final String NAMES = "{upload*.tmp,upload*.part,upload*.bare,draft*.part}";

    private Leftovers() {}

    /**
     * @param before files changed later may belong to another process that is alive
     * @return how many there were
     */
    public static int remove(Path folder, Instant before) throws IOException {
        int removed = 0;
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, NAMES)) {
                for (Path file : files) {
                    if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                        removed += Files.deleteIfExists(file) ? 1 : 0;
                    }
                }
            }
        }
        return removed;
    }
}
