package org.zhuqi.intake.application;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Where the content of attachments lies, each under its SHA-256 in hexadecimal. The same content lies there once. */
public interface AttachmentStorage extends AutoCloseable {
    /**
     * Keeps a file's content; when this returns, it outlives this process and the machine's power. Keeping it again changes
     * nothing. If it fails, nothing half is left under this name.
     *
     * @throws StorageFullException if there is no room
     */
    void put(String sha256, Path file) throws IOException;

    /** Whether there is something of this size under this name. */
    boolean holds(String sha256, long size) throws IOException;

    /** @throws java.nio.file.NoSuchFileException if there is nothing under this name */
    InputStream open(String sha256) throws IOException;

    /** Nothing happens if there is nothing. */
    void delete(String sha256) throws IOException;

    @Override
    void close();

    /** There is no room for more. */
    final class StorageFullException extends IOException {
        private static final long serialVersionUID = 1L;

        public StorageFullException(Throwable cause) {
            super("there is no room for more attachments", cause);
        }
    }
}
