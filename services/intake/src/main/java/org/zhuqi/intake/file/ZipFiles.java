package org.zhuqi.intake.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.zhuqi.intake.domain.FileType;

/** Tells the ZIP archives that are documents from those that are not: by the one entry that says so, read up to a limit. */
final class ZipFiles {
    private static final int MOST_BYTES = 1024 * 1024;
    private static final String OOXML = "application/vnd.openxmlformats-officedocument.";

    private ZipFiles() {}

    static boolean isOne(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            byte[] start = content.readNBytes(4);
            return start.length == 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4;
        }
    }

    /** Empty also for what cannot be read, and for documents with macros. */
    static Optional<FileType> typeOf(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry types = zip.getEntry("[Content_Types].xml");
            if (types != null) {
                return hasMacros(zip) ? Optional.empty() : office(read(zip, types));
            }
            ZipEntry ofd = zip.getEntry("OFD.xml");
            return ofd != null && read(zip, ofd).contains("http://www.ofdspec.org/")
                    ? Optional.of(FileType.OFD)
                    : Optional.empty();
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The main part's content type: ECMA-376 part 1, 11.3.10, 12.3.23, 13.3.6. */
    private static Optional<FileType> office(String types) {
        if (types.contains(OOXML + "wordprocessingml.document.main+xml")) {
            return Optional.of(FileType.DOCX);
        }
        if (types.contains(OOXML + "spreadsheetml.sheet.main+xml")) {
            return Optional.of(FileType.XLSX);
        }
        if (types.contains(OOXML + "presentationml.presentation.main+xml")) {
            return Optional.of(FileType.PPTX);
        }
        return Optional.empty();
    }

    private static boolean hasMacros(ZipFile zip) {
        return zip.stream()
                .anyMatch(entry -> entry.getName().toLowerCase(Locale.ROOT).endsWith("vbaproject.bin"));
    }

    private static String read(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream content = zip.getInputStream(entry)) {
            return new String(content.readNBytes(MOST_BYTES), UTF_8);
        }
    }
}
