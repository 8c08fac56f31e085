package org.zhuqi.intake.file;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A WebP is a RIFF file (RFC 9649, 2). Kept are the chunks that make the picture; its header says which others there are. */
final class WebpChunks {
    private static final Set<String> NEEDED = Set.of("VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP");
    private static final String EXTENDED = "VP8X";
    private static final String CAMERA = "EXIF";
    private static final int HAS_EXIF = 0x08;
    private static final int HAS_XMP = 0x04;
    private static final int MOST_EXIF = 64 * 1024;

    private record Chunk(String type, long position, long length) {
        long padded() {
            return length + (length & 1);
        }
    }

    private WebpChunks() {}

    static void copyBare(Path from, Path to) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(from.toFile(), "r");
                FileChannel out = FileChannel.open(to, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
            List<Chunk> chunks = chunks(in);
            List<Chunk> kept = chunks.stream()
                    .filter(chunk -> NEEDED.contains(chunk.type()))
                    .toList();
            if (kept.stream().allMatch(chunk -> chunk.type().equals(EXTENDED))) {
                throw new DamagedImageException("the WebP holds no picture");
            }
            byte[] camera = orientation(in, chunks);
            long size = 4
                    + camera.length
                    + kept.stream().mapToLong(chunk -> 8 + chunk.padded()).sum();
            write(out, header("RIFF", size).put("WEBP".getBytes(US_ASCII)));
            for (Chunk chunk : kept) {
                write(out, header(chunk.type(), chunk.length()));
                copy(in.getChannel(), chunk, out, camera.length > 0);
            }
            write(out, ByteBuffer.wrap(camera).position(camera.length));
        }
    }

    private static List<Chunk> chunks(RandomAccessFile in) throws IOException {
        byte[] start = read(in, 0, 12);
        if (!text(start, 0).equals("RIFF") || !text(start, 8).equals("WEBP")) {
            throw new DamagedImageException("a WebP begins otherwise");
        }
        long end = Math.min(
                in.length(), 8 + Integer.toUnsignedLong(littleEndian(start).getInt(4)));
        List<Chunk> chunks = new ArrayList<>();
        long position = 12;
        while (position + 8 <= end) {
            byte[] head = read(in, position, 8);
            Chunk chunk = new Chunk(
                    text(head, 0),
                    position + 8,
                    Integer.toUnsignedLong(littleEndian(head).getInt(4)));
            if (chunk.position() + chunk.length() > end) {
                throw new DamagedImageException("the WebP ends before its end");
            }
            chunks.add(chunk);
            position = chunk.position() + chunk.padded();
        }
        return chunks;
    }

    /** The chunk to write for it, whole; none if the picture is upright or has no header that could tell of it. */
    private static byte[] orientation(RandomAccessFile in, List<Chunk> chunks) throws IOException {
        boolean extended = chunks.stream().anyMatch(chunk -> chunk.type().equals(EXTENDED));
        for (Chunk chunk : chunks) {
            if (extended && chunk.type().equals(CAMERA) && chunk.length() <= MOST_EXIF) {
                int orientation = Exif.orientation(read(in, chunk.position(), (int) chunk.length()));
                if (orientation != Exif.UPRIGHT) {
                    byte[] bare = Exif.saying(orientation);
                    return ByteBuffer.allocate(8 + bare.length)
                            .put(header(CAMERA, bare.length).flip())
                            .put(bare)
                            .array();
                }
            }
        }
        return new byte[0];
    }

    private static void copy(FileChannel in, Chunk chunk, FileChannel out, boolean oriented) throws IOException {
        long done = 0;
        if (chunk.type().equals(EXTENDED) && chunk.length() > 0) {
            ByteBuffer flags = ByteBuffer.allocate(1);
            in.read(flags, chunk.position());
            int bare = flags.get(0) & ~HAS_XMP & ~HAS_EXIF;
            write(out, ByteBuffer.allocate(1).put((byte) (oriented ? bare | HAS_EXIF : bare)));
            done = 1;
        }
        while (done < chunk.length()) {
            done += in.transferTo(chunk.position() + done, chunk.length() - done, out);
        }
        if (chunk.padded() > chunk.length()) {
            write(out, ByteBuffer.allocate(1).put((byte) 0));
        }
    }

    private static ByteBuffer header(String type, long length) {
        return ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(type.getBytes(US_ASCII))
                .putInt((int) length);
    }

    private static void write(FileChannel out, ByteBuffer filled) throws IOException {
        filled.flip();
        while (filled.hasRemaining()) {
            out.write(filled);
        }
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] read(RandomAccessFile in, long position, int length) throws IOException {
        if (position + length > in.length()) {
            throw new DamagedImageException("the WebP ends before its end");
        }
        byte[] bytes = new byte[length];
        in.seek(position);
        in.readFully(bytes);
        return bytes;
    }

    private static String text(byte[] bytes, int at) {
        return new String(bytes, at, 4, US_ASCII);
    }
}
