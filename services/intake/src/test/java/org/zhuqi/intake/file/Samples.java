package org.zhuqi.intake.file;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Small real files of every kind that people upload, or try to. */
public final class Samples {
    /** Stands in every part of a picture that must not stay. */
    public static final String SECRET = "30.2741N 120.1551E";

    private static final String OOXML = "application/vnd.openxmlformats-officedocument.";
    /** One pixel, without loss. */
    private static final byte[] VP8L =
            Arrays.copyOfRange(Base64.getDecoder().decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA=="), 12, 34);

    private Samples() {}

    public static byte[] picture(String format) {
        BufferedImage image = new BufferedImage(24, 16, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 24; x++) {
            for (int y = 0; y < 16; y++) {
                image.setRGB(x, y, new Color(x * 10, y * 15, (x * y) % 256).getRGB());
            }
        }
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** As a phone writes it: lying on its side, with place, description and preview, and something behind its end. */
    public static byte[] photo(int orientation) {
        byte[] plain = picture("jpg");
        return join(
                Arrays.copyOf(plain, 2),
                segment(0xE1, join("Exif\0\0".getBytes(US_ASCII), exif(orientation))),
                segment(
                        0xE1,
                        ("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + SECRET + "</x:xmpmeta>").getBytes(US_ASCII)),
                segment(0xE2, ("MPF\0" + SECRET).getBytes(US_ASCII)),
                segment(0xED, ("Photoshop 3.0\0" + SECRET).getBytes(US_ASCII)),
                segment(0xFE, SECRET.getBytes(US_ASCII)),
                Arrays.copyOfRange(plain, 2, plain.length),
                SECRET.getBytes(US_ASCII));
    }

    /** Orientation, a pointer to the place, and the place itself. */
    static byte[] exif(int orientation) {
        return ByteBuffer.allocate(80)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("II".getBytes(US_ASCII))
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 2)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putInt(orientation)
                .putShort((short) 0x8825)
                .putShort((short) 4)
                .putInt(1)
                .putInt(38)
                .putInt(0)
                .put(SECRET.getBytes(US_ASCII))
                .array();
    }

    static byte[] segment(int marker, byte[] content) {
        return join(
                new byte[] {(byte) 0xFF, (byte) marker},
                ByteBuffer.allocate(2).putShort((short) (content.length + 2)).array(),
                content);
    }

    public static byte[] pngWithNotes(int orientation) {
        byte[] plain = picture("png");
        byte[] behindHeader = Arrays.copyOfRange(plain, 33, plain.length);
        return join(
                Arrays.copyOf(plain, 33),
                chunk("tEXt", ("Location\0" + SECRET).getBytes(US_ASCII)),
                chunk("iTXt", ("XML:com.adobe.xmp\0\0\0\0\0" + SECRET).getBytes(US_ASCII)),
                chunk("zTXt", ("Comment\0\0" + SECRET).getBytes(US_ASCII)),
                chunk("prVt", SECRET.getBytes(US_ASCII)),
                chunk("eXIf", exif(orientation)),
                chunk("pHYs", new byte[] {0, 0, 0x0B, 0x13, 0, 0, 0x0B, 0x13, 1}),
                behindHeader,
                SECRET.getBytes(US_ASCII));
    }

    static byte[] chunk(String type, byte[] content) {
        CRC32 check = new CRC32();
        check.update(type.getBytes(US_ASCII));
        check.update(content);
        return join(
                ByteBuffer.allocate(4).putInt(content.length).array(),
                type.getBytes(US_ASCII),
                content,
                ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
    }

    public static byte[] webp() {
        return riff(VP8L);
    }

    public static byte[] webpWithNotes(int orientation) {
        return join(
                riff(join(
                        webpChunk("VP8X", new byte[] {0x0C, 0, 0, 0, 0, 0, 0, 0, 0, 0}),
                        VP8L,
                        webpChunk("EXIF", exif(orientation)),
                        webpChunk("XMP ", ("<x>" + SECRET + "</x>").getBytes(US_ASCII)),
                        webpChunk("NOTE", SECRET.getBytes(US_ASCII)))),
                SECRET.getBytes(US_ASCII));
    }

    static byte[] webpChunk(String type, byte[] content) {
        return join(type.getBytes(US_ASCII), littleEndian(content.length), content, new byte[content.length & 1]);
    }

    private static byte[] riff(byte[] chunks) {
        return join("RIFF".getBytes(US_ASCII), littleEndian(chunks.length + 4), "WEBP".getBytes(US_ASCII), chunks);
    }

    private static byte[] littleEndian(int number) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(number)
                .array();
    }

    public static byte[] pdf() {
        return """
                %PDF-1.4
                1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
                2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj
                trailer<</Root 1 0 R>>
                %%EOF
                """.getBytes(US_ASCII);
    }

    public static byte[] ofd() {
        return zip(Map.of(
                "OFD.xml",
                "<?xml version=\"1.0\"?><ofd:OFD xmlns:ofd=\"http://www.ofdspec.org/2016\" DocType=\"OFD\"/>"));
    }

    public static byte[] docx() {
        return office("wordprocessingml.document.main+xml", "word/document.xml");
    }

    public static byte[] xlsx() {
        return office("spreadsheetml.sheet.main+xml", "xl/workbook.xml");
    }

    public static byte[] pptx() {
        return office("presentationml.presentation.main+xml", "ppt/presentation.xml");
    }

    public static byte[] docm() {
        Map<String, String> parts = new LinkedHashMap<>(
                parts("application/vnd.ms-word.document.macroEnabled.main+xml", "word/document.xml"));
        parts.put("word/vbaProject.bin", "Sub AutoOpen()");
        return zip(parts);
    }

    /** Says that it is a plain document and carries macros all the same. */
    public static byte[] docxWithMacros() {
        Map<String, String> parts =
                new LinkedHashMap<>(parts(OOXML + "wordprocessingml.document.main+xml", "word/document.xml"));
        parts.put("word/vbaProject.bin", "Sub AutoOpen()");
        return zip(parts);
    }

    private static byte[] office(String mainType, String mainPart) {
        return zip(parts(OOXML + mainType, mainPart));
    }

    private static Map<String, String> parts(String mainType, String mainPart) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/%s\" ContentType=\"%s\"/></Types>"
                        .formatted(mainPart, mainType));
        parts.put("_rels/.rels", "<Relationships/>");
        parts.put(mainPart, "<x/>");
        return parts;
    }

    public static byte[] zip(Map<String, String> entries) {
        var out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A file of the old Office: header, one sector of the allocation table, one of the directory. */
    public static byte[] ole(String... streams) {
        ByteBuffer file = ByteBuffer.allocate(512 * 3).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1});
        file.putShort(24, (short) 0x3E).putShort(26, (short) 3).putShort(28, (short) 0xFFFE);
        file.putShort(30, (short) 9).putShort(32, (short) 6).putInt(44, 1).putInt(48, 1);
        for (int at = 76; at < 512; at += 4) {
            file.putInt(at, -1);
        }
        file.putInt(76, 0);
        for (int at = 512; at < 1024; at += 4) {
            file.putInt(at, -1);
        }
        file.putInt(512, -3).putInt(516, -2);
        entry(file, 0, "Root Entry", -1, 1);
        for (int index = 0; index < streams.length; index++) {
            entry(file, index + 1, streams[index], index + 1 < streams.length ? index + 2 : -1, -1);
        }
        return file.array();
    }

    private static void entry(ByteBuffer file, int index, String name, int right, int child) {
        int at = 1024 + index * 128;
        byte[] text = name.getBytes(UTF_16LE);
        file.put(at, text).putShort(at + 64, (short) (text.length + 2));
        file.put(at + 66, (byte) (index == 0 ? 5 : 2));
        file.putInt(at + 68, -1).putInt(at + 72, right).putInt(at + 76, child);
    }

    public static byte[] chineseTable() {
        return "单位,联系人\n人社局,张三\n税务局,李四\n".getBytes(Charset.forName("GB18030"));
    }

    public static byte[] program() {
        byte[] start = new byte[512];
        start[0] = 'M';
        start[1] = 'Z';
        start[0x3C] = (byte) 0x80;
        start[0x80] = 'P';
        start[0x81] = 'E';
        return start;
    }

    /** The start of a photo as newer phones write it. */
    public static byte[] heic() {
        return join(
                new byte[] {0, 0, 0, 24},
                "ftypheic".getBytes(US_ASCII),
                new byte[] {0, 0, 0, 0},
                "mif1heic".getBytes(US_ASCII));
    }

    public static byte[] html() {
        return "<!DOCTYPE html><html><body><script>alert(1)</script></body></html>".getBytes(UTF_8);
    }

    public static byte[] svg() {
        return "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"
                .getBytes(UTF_8);
    }

    static byte[] join(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
