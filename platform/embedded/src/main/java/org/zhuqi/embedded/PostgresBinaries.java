package org.zhuqi.embedded;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The programs of a PostgreSQL distribution, unpacked once per machine into a cache keyed by the hash of the archive.
 *
 * @param home the directory that has {@code bin}, {@code lib} and {@code share}
 */
record PostgresBinaries(Path home) {
    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
    private static final int EXECUTABLE = 0b001_000_000;

    /** Whatever the umask: the server may run as another user than the application. */
    private static final Set<PosixFilePermission> FOR_EVERYBODY = PosixFilePermissions.fromString("rwxr-xr-x");

    static PostgresBinaries unpackedIn(Path cache) throws IOException {
        byte[] archive = archive();
        Path home = cache.resolve("postgresql-" + fingerprint(archive));
        if (!Files.isDirectory(home)) {
            Files.createDirectories(cache);
            Path unpacking = Files.createTempDirectory(cache, ".unpacking-");
            unpack(archive, unpacking);
            openDirectories(unpacking);
            moveIntoPlace(unpacking, home);
        }
        return new PostgresBinaries(home.toRealPath());
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private static byte[] archive() throws IOException {
        try (InputStream resource = PostgresBinaries.class.getResourceAsStream(ARCHIVE)) {
            if (resource == null) {
                throw new EmbeddedServerException("Expected the PostgreSQL binaries for Linux on x86-64, but " + ARCHIVE
                        + " is not on the class path");
            }
            return resource.readAllBytes();
        }
    }

    private static String fingerprint(byte[] archive) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static void unpack(byte[] archive, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(
                new BufferedInputStream(new XZCompressorInputStream(new ByteArrayInputStream(archive)), 1 << 16))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpackEntry(tar, entry, target);
            }
        }
    }

    private static void unpackEntry(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
            throw new EmbeddedServerException("Expected an archive of relative paths, but it has " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.resolveSibling(""));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, file);
        boolean executable = (entry.getMode() & EXECUTABLE) != 0;
        Files.setPosixFilePermissions(file, executable ? FOR_EVERYBODY : PosixFilePermissions.fromString("rw-r--r--"));
    }

    private static void openDirectories(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path directory : (Iterable<Path>) files.filter(Files::isDirectory)::iterator) {
                Files.setPosixFilePermissions(directory, FOR_EVERYBODY);
            }
        }
    }

    /** Another application may have unpacked the same archive meanwhile; then its directory is as good as ours. */
    private static void moveIntoPlace(Path unpacked, Path home) throws IOException {
        try {
            Files.move(unpacked, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            FileTree.delete(unpacked);
        }
    }
}
