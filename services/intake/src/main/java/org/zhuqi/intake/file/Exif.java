package org.zhuqi.intake.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The one thing that is kept of what a camera notes: which side is up (Exif 2.32, 4.6.4, tag 274), so that photos stay upright. */
final class Exif {
    private static final int ORIENTATION = 0x0112;
    private static final int SHORT = 3;
    static final int UPRIGHT = 1;

    private Exif() {}

    /** @param tiff a TIFF structure as cameras write it; anything else is upright */
    static int orientation(byte[] tiff) {
        if (tiff.length < 14) {
            return UPRIGHT;
        }
        ByteBuffer data = ByteBuffer.wrap(tiff);
        if (tiff[0] == 'I' && tiff[1] == 'I') {
            data.order(ByteOrder.LITTLE_ENDIAN);
        } else if (tiff[0] != 'M' || tiff[1] != 'M') {
            return UPRIGHT;
        }
        long directory = Integer.toUnsignedLong(data.getInt(4));
        if (directory + 2 > tiff.length) {
            return UPRIGHT;
        }
        int entries = Short.toUnsignedInt(data.getShort((int) directory));
        for (int entry = 0; entry < entries; entry++) {
            long at = directory + 2 + 12L * entry;
            if (at + 12 > tiff.length) {
                return UPRIGHT;
            }
            int tag = Short.toUnsignedInt(data.getShort((int) at));
            if (tag == ORIENTATION && data.getShort((int) at + 2) == SHORT) {
                int orientation = data.getShort((int) at + 8);
                return orientation >= 1 && orientation <= 8 ? orientation : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    /** A TIFF structure that says this and nothing else. */
    static byte[] saying(int orientation) {
        return ByteBuffer.allocate(26)
                .put((byte) 'M')
                .put((byte) 'M')
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) ORIENTATION)
                .putShort((short) SHORT)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }
}
