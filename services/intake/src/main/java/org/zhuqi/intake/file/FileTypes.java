package org.zhuqi.intake.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.intake.domain.FileType;

/** Finds out what a file is from its content alone; its name and what its sender called it are not asked. */
public final class FileTypes {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Map<String, FileType> SIMPLE = Map.of(
            "image/jpeg", FileType.JPEG,
            "image/png", FileType.PNG,
            "image/webp", FileType.WEBP,
            "application/pdf", FileType.PDF,
            "text/plain", FileType.TEXT);
    private static final Map<String, Sentence> WORDS = Map.ofEntries(
            Map.entry("text/html", new Sentence("an HTML page", "HTML 网页")),
            Map.entry("application/xhtml+xml", new Sentence("an HTML page", "HTML 网页")),
            Map.entry("application/xml", new Sentence("an XML document", "XML 文档")),
            Map.entry("image/svg+xml", new Sentence("an SVG drawing", "SVG 矢量图")),
            Map.entry("image/heic", new Sentence("a HEIC photo", "HEIC 照片")),
            Map.entry("image/heif", new Sentence("a HEIF photo", "HEIF 照片")),
            Map.entry("image/gif", new Sentence("a GIF picture", "GIF 图片")),
            Map.entry("image/bmp", new Sentence("a BMP picture", "BMP 图片")),
            Map.entry("image/tiff", new Sentence("a TIFF picture", "TIFF 图片")),
            Map.entry("video/mp4", new Sentence("a video", "视频")),
            Map.entry("video/quicktime", new Sentence("a video", "视频")),
            Map.entry("application/zip", new Sentence("a ZIP archive", "ZIP 压缩包")),
            Map.entry("application/x-rar-compressed", new Sentence("a RAR archive", "RAR 压缩包")),
            Map.entry("application/x-7z-compressed", new Sentence("a 7z archive", "7z 压缩包")),
            Map.entry("application/gzip", new Sentence("a gzip archive", "gzip 压缩包")),
            Map.entry("application/x-msdownload", new Sentence("a program", "可执行程序")),
            Map.entry("application/x-dosexec", new Sentence("a program", "可执行程序")),
            Map.entry("application/x-elf", new Sentence("a program", "可执行程序")),
            Map.entry("application/x-executable", new Sentence("a program", "可执行程序")),
            Map.entry("application/x-sh", new Sentence("a script", "脚本程序")),
            Map.entry("application/rtf", new Sentence("an RTF document", "RTF 文档")),
            Map.entry(OleFiles.OTHER, new Sentence("another or a password-protected Office file", "其他或加密的 Office 文件")));
    private static final Sentence UNKNOWN = new Sentence("of no known kind", "无法识别的文件");

    private final MimeTypes signatures = MimeTypes.getDefaultMimeTypes();

    public Recognition of(Path file) throws IOException {
        if (Files.size(file) == 0) {
            return new Recognition.Foreign("application/octet-stream", new Sentence("empty", "空文件"));
        }
        if (OleFiles.isOne(file)) {
            return known(OleFiles.typeOf(file), OleFiles.OTHER);
        }
        MediaType found;
        try (InputStream content = TikaInputStream.get(file)) {
            found = signatures.detect(content, new Metadata()).getBaseType();
        }
        FileType simple = SIMPLE.get(found.toString());
        if (simple != null) {
            return new Recognition.Known(simple);
        }
        if (ZipFiles.isOne(file)) {
            return known(ZipFiles.typeOf(file), ooxml(found) ? "application/zip" : found.toString());
        }
        if (found.equals(MediaType.OCTET_STREAM) && isChineseText(file)) {
            return new Recognition.Known(FileType.TEXT);
        }
        return foreign(found.toString());
    }

    private static boolean ooxml(MediaType found) {
        return found.toString().equals("application/x-tika-ooxml");
    }

    private static Recognition known(Optional<FileType> type, String otherwise) {
        return type.<Recognition>map(Recognition.Known::new).orElseGet(() -> foreign(otherwise));
    }

    private static Recognition foreign(String mediaType) {
        Sentence words = WORDS.get(mediaType);
        if (words == null) {
            words = mediaType.equals("application/octet-stream") ? UNKNOWN : new Sentence(mediaType, mediaType);
        }
        return new Recognition.Foreign(mediaType, words);
    }

    /** Spreadsheet programs in China still write tables of commas in GB18030. */
    private static boolean isChineseText(Path file) throws IOException {
        CharsetDecoder decoder = GB18030.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(8192);
        CharBuffer characters = CharBuffer.allocate(8192);
        try (InputStream content = new BufferedInputStream(Files.newInputStream(file))) {
            boolean end = false;
            while (!end) {
                int count = content.read(bytes.array(), bytes.position(), bytes.remaining());
                end = count < 0;
                bytes.position(bytes.position() + Math.max(count, 0)).flip();
                CoderResult result = decoder.decode(bytes, characters, end);
                if (result.isError() || !isText(characters.flip())) {
                    return false;
                }
                characters.clear();
                bytes.compact();
            }
        }
        return true;
    }

    private static boolean isText(CharBuffer characters) {
        return characters
                .chars()
                .allMatch(c -> c == '\t' || c == '\n' || c == '\r' || c == '\f' || (c >= ' ' && c != 127));
    }
}
