package org.zhuqi.intake.file;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.zhuqi.intake.domain.FileType;

/**
 * Copies pictures without what does not belong to the picture: where and with what it was taken, comments, previews. The
 * picture itself is copied as it is, never decoded, so there is nothing that could blow up.
 */
public final class Pictures {
    private Pictures() {}

    public static boolean isOne(FileType type) {
        return switch (type) {
            case JPEG, PNG, WEBP -> true;
            case PDF, OFD, DOCX, XLSX, PPTX, DOC, XLS, PPT, TEXT -> false;
        };
    }

    /** @throws DamagedImageException if it is not built as its format says */
    public static void copyBare(FileType type, Path from, Path to) throws IOException {
        switch (type) {
            case JPEG -> copy(JpegParts::copyBare, from, to);
            case PNG -> copy(PngChunks::copyBare, from, to);
            case WEBP -> WebpChunks.copyBare(from, to);
            case PDF, OFD, DOCX, XLSX, PPTX, DOC, XLS, PPT, TEXT ->
                throw new IllegalArgumentException(type + " is no picture");
        }
    }

    @FunctionalInterface
    private interface Copying {
        void copy(DataInputStream in, DataOutputStream out) throws IOException;
    }

    private static void copy(Copying copying, Path from, Path to) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(from)));
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(to)))) {
            copying.copy(in, out);
        }
    }
}
