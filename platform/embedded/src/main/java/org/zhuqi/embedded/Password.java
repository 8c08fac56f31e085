package org.zhuqi.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A generated password, kept in a file only its owner may read.
 *
 * @param value letters, digits, {@code -} and {@code _}
 */
record Password(String value) {
    private static final int RANDOM_BYTES = 24;

    static Password keptIn(Path file) throws IOException {
        if (!Files.exists(file)) {
            Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
            Files.deleteIfExists(unfinished);
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(unfinished, generated());
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return new Password(Files.readString(file).strip());
    }

    private static String generated() {
        var bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "\n";
    }

    @Override
    public String toString() {
        return "(a password)";
    }
}
