package org.zhuqi.allinone.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A folder of files of which each is written once. Their SHA-256 stand in {@code checksums.sha256}, as {@code sha256sum -c}
 * reads them; that list is written last, so that a folder without it is known to be half a backup.
 */
final class SealedFolder {
    static final String CHECKSUMS = "checksums.sha256";
    private static final String BETWEEN = "  ";
    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final Map<String, String> sums;

    private SealedFolder(Path path, Map<String, String> sums) {
        this.path = path;
        this.sums = sums;
    }

    /** @throws IllegalStateException if something is in it already */
    static SealedFolder begin(Path path) throws IOException {
        refuseUnlessEmpty(path);
        Files.createDirectories(path);
        // Whoever reads a backup reads everything, keys included.
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        return new SealedFolder(path, new TreeMap<>());
    }

    /** @throws IllegalStateException if it holds no backup, or half of one */
    static SealedFolder open(Path path) throws IOException {
        Path list = path.resolve(CHECKSUMS);
        if (!Files.exists(list)) {
            throw new IllegalStateException(
                    "%s holds no backup, or one that was broken off: there is no %s".formatted(path, CHECKSUMS));
        }
        Map<String, String> sums = new TreeMap<>();
        for (String line : Files.readAllLines(list, UTF_8)) {
            int between = line.indexOf(BETWEEN);
            if (between < 0) {
                throw new IllegalStateException("%s cannot be read: %s".formatted(list, line));
            }
            sums.put(line.substring(between + BETWEEN.length()), line.substring(0, between));
        }
        return new SealedFolder(path, sums);
    }

    static void refuseUnlessEmpty(Path path) throws IOException {
        if (Files.exists(path) && !(Files.isDirectory(path) && isEmpty(path))) {
            throw new IllegalStateException("%s is not empty; a backup needs a folder of its own".formatted(path));
        }
    }

    static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    List<String> filesIn(String folder) {
        return sums.keySet().stream()
                .filter(name -> name.startsWith(folder + "/"))
                .toList();
    }

    /** Counted into the list once it is closed. */
    OutputStream write(String name) throws IOException {
        Path file = path.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        MessageDigest digest = sha256();
        OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new DigestOutputStream(new BufferedOutputStream(out, BUFFER), digest) {
            @Override
            public void close() throws IOException {
                super.close();
                sums.putIfAbsent(name, HexFormat.of().formatHex(digest.digest()));
            }
        };
    }

    OutputStream writeCompressed(String name) throws IOException {
        return new BufferedOutputStream(new GZIPOutputStream(write(name), BUFFER), BUFFER);
    }

    InputStream read(String name) throws IOException {
        return new BufferedInputStream(Files.newInputStream(path.resolve(name)), BUFFER);
    }

    InputStream readCompressed(String name) throws IOException {
        return new BufferedInputStream(new GZIPInputStream(read(name), BUFFER), BUFFER);
    }

    void seal() throws IOException {
        List<String> lines = new ArrayList<>();
        sums.forEach((name, sum) -> lines.add(sum + BETWEEN + name));
        Path draft = path.resolve(CHECKSUMS + ".draft");
        Files.write(draft, lines, UTF_8);
        Files.move(draft, path.resolve(CHECKSUMS), StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Reads every file.
     *
     * @throws IllegalStateException naming the first that is missing or not as it was written
     */
    void check() throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (Map.Entry<String, String> entry : sums.entrySet()) {
            Path file = path.resolve(entry.getKey()).normalize();
            if (!file.startsWith(path) || !Files.isRegularFile(file)) {
                throw new IllegalStateException("%s is missing in the backup".formatted(entry.getKey()));
            }
            MessageDigest digest = sha256();
            try (InputStream in = Files.newInputStream(file)) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    digest.update(buffer, 0, read);
                }
            }
            if (!HexFormat.of().formatHex(digest.digest()).equals(entry.getValue())) {
                throw new IllegalStateException(
                        "%s is not as it was when the backup was taken: its checksum is another one"
                                .formatted(entry.getKey()));
            }
        }
    }

    int files() {
        return sums.size();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
