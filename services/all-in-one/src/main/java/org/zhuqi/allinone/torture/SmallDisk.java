package org.zhuqi.allinone.torture;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file system of its own in a file (ext4 over a loop device), which can be filled. Only root can have one. */
final class SmallDisk {
    private static final Logger LOG = LoggerFactory.getLogger(SmallDisk.class);
    private static final long BYTES = 3L << 30;
    /** Others write while it is filled. */
    private static final long LEFT = 8L << 20;

    private final Path mounted;
    private final Path image;
    private final Path ballast;

    private SmallDisk(Path image, Path mounted) {
        this.image = image;
        this.mounted = mounted;
        this.ballast = mounted.resolve("ballast");
    }

    /**
     * @param folder empty or absent: where it is mounted
     * @throws IOException if this is not possible here, with the reason
     */
    static SmallDisk on(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path image = folder.resolveSibling(folder.getFileName() + ".img");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(BYTES);
        }
        try {
            run("mkfs.ext4", "-q", "-F", "-m", "0", image.toString());
            run("mount", "-o", "loop", image.toString(), folder.toString());
        } catch (IOException e) {
            Files.deleteIfExists(image);
            throw e;
        }
        run("chmod", "755", folder.toString());
        return new SmallDisk(image, folder);
    }

    /** Until {@link #makeRoom}, nothing more can be written. */
    void fill() throws IOException, InterruptedException {
        long free = Files.getFileStore(mounted).getUsableSpace();
        run("fallocate", "-l", Long.toString(Math.max(LEFT, free - LEFT)), ballast.toString());
        byte[] zeros = new byte[4096];
        try (OutputStream rest = Files.newOutputStream(ballast, StandardOpenOption.APPEND)) {
            while (true) {
                rest.write(zeros);
            }
        } catch (IOException e) {
            LOG.debug("it is full: {}", e.getMessage());
        }
    }

    void makeRoom() throws IOException {
        Files.deleteIfExists(ballast);
    }

    /** It is there no more, and what was on it is in the image; afterwards it can be mounted again. */
    Path unmount() throws IOException, InterruptedException {
        run("umount", "-l", mounted.toString());
        return image;
    }

    static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(command[0] + ": " + said.strip());
        }
    }
}
