package org.zhuqi.intake.file;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/** A JPEG is a row of segments, then scans, then an end (ITU-T T.81, annex B). Kept is what a decoder needs. */
final class JpegParts {
    private static final int START = 0xD8;
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;
    private static final int APP0 = 0xE0;
    private static final int APP1 = 0xE1;
    private static final int APP2 = 0xE2;
    private static final int APP14 = 0xEE;
    private static final int APP15 = 0xEF;
    private static final int COMMENT = 0xFE;
    private static final byte[] JFIF = "JFIF\0".getBytes(US_ASCII);
    private static final byte[] EXIF = "Exif\0\0".getBytes(US_ASCII);
    private static final byte[] PROFILE = "ICC_PROFILE\0".getBytes(US_ASCII);
    private static final byte[] ADOBE = "Adobe".getBytes(US_ASCII);

    private final DataInputStream in;
    private final DataOutputStream out;
    private boolean oriented;

    private JpegParts(DataInputStream in, DataOutputStream out) {
        this.in = in;
        this.out = out;
    }

    static void copyBare(DataInputStream in, DataOutputStream out) throws IOException {
        new JpegParts(in, out).copy();
    }

    private void copy() throws IOException {
        boolean scanned = false;
        try {
            if (in.readUnsignedByte() != 0xFF || in.readUnsignedByte() != START) {
                throw new DamagedImageException("a JPEG begins otherwise");
            }
            writeMarker(START);
            int marker = nextMarker();
            while (marker != END) {
                byte[] segment = segment();
                writeIfNeeded(marker, segment);
                if (marker == SCAN) {
                    scanned = true;
                    marker = copyScan();
                } else {
                    marker = nextMarker();
                }
            }
        } catch (EOFException e) {
            // Cameras that ran out of power leave the end away, and every viewer shows what there is.
            if (!scanned) {
                throw new DamagedImageException("the JPEG ends before the picture begins");
            }
        }
        if (!scanned) {
            throw new DamagedImageException("the JPEG holds no picture");
        }
        // What follows the end is copied by nobody: a second picture, a film, anything.
        writeMarker(END);
    }

    private int nextMarker() throws IOException {
        if (in.readUnsignedByte() != 0xFF) {
            throw new DamagedImageException("something stands between the segments of the JPEG");
        }
        int marker = in.readUnsignedByte();
        while (marker == 0xFF) {
            marker = in.readUnsignedByte();
        }
        if (marker < 0xC0 || (marker >= 0xD0 && marker <= START)) {
            throw new DamagedImageException(
                    "marker %02X has no place between the segments of the JPEG".formatted(marker));
        }
        return marker;
    }

    private byte[] segment() throws IOException {
        int length = in.readUnsignedShort();
        if (length < 2) {
            throw new DamagedImageException("a segment of the JPEG is shorter than its length");
        }
        byte[] segment = new byte[length - 2];
        in.readFully(segment);
        return segment;
    }

    private void writeIfNeeded(int marker, byte[] segment) throws IOException {
        if (marker == APP1 && begins(segment, EXIF)) {
            keepOrientation(Arrays.copyOfRange(segment, EXIF.length, segment.length));
        } else if (isNeeded(marker, segment)) {
            write(marker, segment);
        }
    }

    private static boolean isNeeded(int marker, byte[] segment) {
        return switch (marker) {
            case APP0 -> begins(segment, JFIF);
            case APP2 -> begins(segment, PROFILE);
            case APP14 -> begins(segment, ADOBE);
            default -> (marker < APP0 || marker > APP15) && marker < 0xF0 && marker != COMMENT;
        };
    }

    private void keepOrientation(byte[] tiff) throws IOException {
        int orientation = Exif.orientation(tiff);
        if (orientation != Exif.UPRIGHT && !oriented) {
            byte[] bare = Exif.saying(orientation);
            byte[] segment = Arrays.copyOf(EXIF, EXIF.length + bare.length);
            System.arraycopy(bare, 0, segment, EXIF.length, bare.length);
            write(APP1, segment);
            oriented = true;
        }
    }

    /** @return the marker behind the scan's data */
    private int copyScan() throws IOException {
        while (true) {
            int next = in.readUnsignedByte();
            if (next != 0xFF) {
                out.write(next);
                continue;
            }
            int marker = in.readUnsignedByte();
            while (marker == 0xFF) {
                marker = in.readUnsignedByte();
            }
            // An escaped FF, or a restart inside of the scan.
            if (marker == 0 || (marker >= 0xD0 && marker <= 0xD7)) {
                writeMarker(marker);
            } else {
                return marker;
            }
        }
    }

    private void write(int marker, byte[] segment) throws IOException {
        writeMarker(marker);
        out.writeShort(segment.length + 2);
        out.write(segment);
    }

    private void writeMarker(int marker) throws IOException {
        out.write(0xFF);
        out.write(marker);
    }

    private static boolean begins(byte[] segment, byte[] with) {
        return segment.length >= with.length && Arrays.equals(segment, 0, with.length, with, 0, with.length);
    }
}
