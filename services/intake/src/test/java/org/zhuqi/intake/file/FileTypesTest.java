package org.zhuqi.intake.file;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhuqi.intake.domain.FileType;

/** What a file is, its content says. */
final class FileTypesTest {
    private final FileTypes types = new FileTypes();

    @TempDir
    private Path folder;

    static Stream<Arguments> taken() {
        return Stream.of(
                Arguments.of(FileType.JPEG, "a photo", Samples.photo(6)),
                Arguments.of(FileType.PNG, "a screenshot", Samples.picture("png")),
                Arguments.of(FileType.WEBP, "a picture of a page", Samples.webp()),
                Arguments.of(FileType.PDF, "a scan", Samples.pdf()),
                Arguments.of(FileType.OFD, "an invoice", Samples.ofd()),
                Arguments.of(FileType.DOCX, "a letter", Samples.docx()),
                Arguments.of(FileType.XLSX, "a table", Samples.xlsx()),
                Arguments.of(FileType.PPTX, "slides", Samples.pptx()),
                Arguments.of(FileType.DOC, "an old letter", Samples.ole("1Table", "WordDocument")),
                Arguments.of(FileType.XLS, "an old table", Samples.ole("Workbook")),
                Arguments.of(FileType.XLS, "an older table", Samples.ole("Book")),
                Arguments.of(FileType.PPT, "old slides", Samples.ole("PowerPoint Document", "Current User")),
                Arguments.of(FileType.TEXT, "text", "企业名称 杭州 abc\n".getBytes(UTF_8)),
                Arguments.of(FileType.TEXT, "text of two bytes a character", "企业名称\n".getBytes(UTF_16)),
                Arguments.of(FileType.TEXT, "a table of commas", "a,b,c\n1,2,3\n".getBytes(UTF_8)),
                Arguments.of(FileType.TEXT, "a table in GB18030", Samples.chineseTable()));
    }

    @ParameterizedTest(name = "{1} is {0}")
    @MethodSource
    void taken(FileType type, String what, byte[] content) throws IOException {
        assertThat(types.of(file(content))).isEqualTo(new Recognition.Known(type));
    }

    static Stream<Arguments> notTaken() {
        return Stream.of(
                Arguments.of("an HTML page", Samples.html()),
                Arguments.of("an SVG drawing", Samples.svg()),
                Arguments.of("a program", Samples.program()),
                Arguments.of("a HEIC photo", Samples.heic()),
                Arguments.of("a ZIP archive", Samples.zip(Map.of("readme.txt", "hello"))),
                Arguments.of("a ZIP archive", Samples.zip(Map.of("OFD.xml", "<html/>"))),
                Arguments.of("a ZIP archive", Samples.docm()),
                Arguments.of("a ZIP archive", Samples.docxWithMacros()),
                Arguments.of("a GIF picture", Samples.picture("gif")),
                Arguments.of("empty", new byte[0]),
                Arguments.of(
                        "another or a password-protected Office file", Samples.ole("EncryptedPackage", "WordDocument")),
                Arguments.of("another or a password-protected Office file", Samples.ole("__properties_version1.0")),
                Arguments.of("of no known kind", new byte[] {1, 2, 3, (byte) 0xC0, 5, 0, 7}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void notTaken(String found, byte[] content) throws IOException {
        Recognition recognition = types.of(file(content));
        assertThat(recognition).isInstanceOf(Recognition.Foreign.class);
        assertThat(((Recognition.Foreign) recognition).found().en()).isEqualTo(found);
    }

    /** Cut off or filled with rubbish at any place, a file may be refused, but nothing breaks and nothing goes on for ever. */
    @ParameterizedTest(name = "{1}")
    @MethodSource("taken")
    void brokenAnywhere(FileType type, String what, byte[] content) throws IOException {
        for (int length = 1; length < content.length; length += Math.max(1, content.length / 97)) {
            assertThat(types.of(file(Arrays.copyOf(content, length)))).isNotNull();
            byte[] rubbish = content.clone();
            Arrays.fill(rubbish, length, Math.min(content.length, length + 16), (byte) 0xFE);
            assertThat(types.of(file(rubbish))).isNotNull();
        }
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("file.exe"), content);
    }
}
