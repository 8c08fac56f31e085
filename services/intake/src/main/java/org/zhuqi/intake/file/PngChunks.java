package org.zhuqi.intake.file;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Set;
import java.util.zip.CRC32;

/** A PNG is a signature and a row of chunks (W3C PNG, third edition, 5). Kept are those that make the picture. */
final class PngChunks {
    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    private static final String END = "IEND";
    private static final String CAMERA = "eXIf";
    private static final int MOST_EXIF = 64 * 1024;
    /** Colours, transparency, resolution and the frames of animations; of the rest each begins with a small letter. */
    private static final Set<String> NEEDED = Set.of(
            "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs", "hIST", "sPLT", "cICP", "mDCV", "cLLI",
            "acTL", "fcTL", "fdAT");

    private PngChunks() {}

    static void copyBare(DataInputStream in, DataOutputStream out) throws IOException {
        boolean pictured = false;
        try {
            if (in.readLong() != SIGNATURE) {
                throw new DamagedImageException("a PNG begins otherwise");
            }
            out.writeLong(SIGNATURE);
            String type;
            do {
                long length = Integer.toUnsignedLong(in.readInt());
                byte[] name = in.readNBytes(4);
                type = new String(name, US_ASCII);
                if (length > Integer.MAX_VALUE || !type.matches("[A-Za-z]{4}")) {
                    throw new DamagedImageException("the PNG has a chunk that cannot be one");
                }
                pictured |= type.equals("IDAT");
                if (type.equals(CAMERA) && length <= MOST_EXIF) {
                    keepOrientation(in.readNBytes((int) length), out);
                    in.skipNBytes(4);
                } else if (Character.isUpperCase(type.charAt(0)) || NEEDED.contains(type)) {
                    out.writeInt((int) length);
                    out.write(name);
                    copy(in, out, length + 4);
                } else {
                    in.skipNBytes(length + 4);
                }
            } while (!type.equals(END));
        } catch (EOFException e) {
            throw new DamagedImageException("the PNG ends before its end");
        }
        if (!pictured) {
            throw new DamagedImageException("the PNG holds no picture");
        }
    }

    private static void keepOrientation(byte[] tiff, DataOutputStream out) throws IOException {
        int orientation = Exif.orientation(tiff);
        if (orientation != Exif.UPRIGHT) {
            byte[] name = CAMERA.getBytes(US_ASCII);
            byte[] bare = Exif.saying(orientation);
            CRC32 check = new CRC32();
            check.update(name);
            check.update(bare);
            out.writeInt(bare.length);
            out.write(name);
            out.write(bare);
            out.writeInt((int) check.getValue());
        }
    }

    private static void copy(DataInputStream in, DataOutputStream out, long length) throws IOException {
        byte[] buffer = new byte[8192];
        long left = length;
        while (left > 0) {
            int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                throw new EOFException();
            }
            out.write(buffer, 0, count);
            left -= count;
        }
    }
}
