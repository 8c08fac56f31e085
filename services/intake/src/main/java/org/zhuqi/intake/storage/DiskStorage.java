package org.zhuqi.intake.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;
import org.zhuqi.intake.application.AttachmentStorage;

/**
 * A folder: {@code content/ab/abcd…}. A file is written beside, forced to the disk, given its name in one step, and the
 * name forced to the disk as well; a reader never meets half a file, and none that was promised is lost with the power.
 */
public final class DiskStorage implements AttachmentStorage {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final Path folder;
    private final Path content;
    private final Path drafts;
    private final Copying copying;

    /** Copies a file's content into a new file. */
    @FunctionalInterface
    interface Copying {
        void copy(Path from, FileChannel to) throws IOException;
    }

    public DiskStorage(Path folder) {
        this(folder, DiskStorage::copy);
    }

    DiskStorage(Path folder, Copying copying) {
        this.folder = folder.toAbsolutePath();
        this.content = this.folder.resolve("content");
        this.drafts = drafts(folder);
        this.copying = copying;
    }

    /** Where files lie that are being written. */
    public static Path drafts(Path folder) {
        return folder.toAbsolutePath().resolve("drafts");
    }

    @Override
    public void put(String sha256, Path file) throws IOException {
        Path shelf = shelf(sha256);
        if (holds(sha256, Files.size(file))) {
            // Whoever put it there may have died before its name was on the disk.
            force(shelf);
            return;
        }
        Path draft = null;
        try {
            Files.createDirectories(drafts);
            draft = Files.createTempFile(drafts, "draft", ".part");
            try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                copying.copy(file, out);
                out.force(true);
            }
            boolean firstOnItsShelf = !Files.isDirectory(shelf);
            Files.createDirectories(shelf);
            Files.move(
                    draft, shelf.resolve(sha256), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(shelf);
            if (firstOnItsShelf) {
                force(content);
                force(folder);
                force(folder.resolveSibling("."));
            }
        } catch (IOException e) {
            throw DiskSpace.isShort(e, content, Files.size(file)) ? new StorageFullException(e) : e;
        } finally {
            if (draft != null) {
                Files.deleteIfExists(draft);
            }
        }
    }

    @Override
    public boolean holds(String sha256, long size) throws IOException {
        Path target = path(sha256);
        return Files.isRegularFile(target) && Files.size(target) == size;
    }

    @Override
    public InputStream open(String sha256) throws IOException {
        return Files.newInputStream(path(sha256));
    }

    @Override
    public void delete(String sha256) throws IOException {
        Files.deleteIfExists(path(sha256));
    }

    @Override
    public void close() {}

    private Path path(String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("'%s' is no SHA-256".formatted(sha256));
        }
        return shelf(sha256).resolve(sha256);
    }

    private Path shelf(String sha256) {
        return content.resolve(sha256.substring(0, 2));
    }

    private static void copy(Path from, FileChannel to) throws IOException {
        try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ)) {
            long position = 0;
            while (position < in.size()) {
                position += in.transferTo(position, in.size() - position, to);
            }
        }
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
