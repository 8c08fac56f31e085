package org.zhuqi.metrics.application.export;

import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.ObjIntConsumer;

/** Hands a file on in pieces of the same size; the last one is what is left. */
final class ChunkOutput extends OutputStream {
    static final int CHUNK = 256 * 1024;

    private final ObjIntConsumer<byte[]> written;
    private final MessageDigest digest;
    private final byte[] buffer = new byte[CHUNK];
    private int filled;
    private int number;
    private long size;

    /** @param written is given each piece with its number, from 0 on */
    ChunkOutput(ObjIntConsumer<byte[]> written) {
        this.written = written;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        int from = offset;
        int left = length;
        while (left > 0) {
            int some = Math.min(left, CHUNK - filled);
            System.arraycopy(bytes, from, buffer, filled, some);
            filled += some;
            from += some;
            left -= some;
            if (filled == CHUNK) {
                pass();
            }
        }
    }

    private void pass() {
        byte[] piece = Arrays.copyOf(buffer, filled);
        digest.update(piece);
        written.accept(piece, number++);
        size += filled;
        filled = 0;
    }

    /** Passes on what is left. Nothing may be written after it. */
    void finish() {
        if (filled > 0) {
            pass();
        }
    }

    long size() {
        return size;
    }

    /** In hexadecimal, of all of it; to be asked for once. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
