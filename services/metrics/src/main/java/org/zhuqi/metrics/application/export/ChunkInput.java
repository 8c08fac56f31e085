package org.zhuqi.metrics.application.export;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.zhuqi.metrics.postgres.ExportRows;

/** Reads a finished file from its pieces, one at a time. */
final class ChunkInput extends InputStream {
    private final ExportRows rows;
    private final Export export;
    private byte[] chunk = new byte[0];
    private int next;
    private int position;
    private long left;

    ChunkInput(ExportRows rows, Export export) {
        this.rows = rows;
        this.export = export;
        this.left = Objects.requireNonNull(export.size(), "a finished file has a size");
    }

    @Override
    public int read() throws IOException {
        return fill() ? chunk[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int some = Math.min(length, chunk.length - position);
        System.arraycopy(chunk, position, into, offset, some);
        position += some;
        return some;
    }

    private boolean fill() throws IOException {
        if (position < chunk.length) {
            return true;
        }
        if (left == 0) {
            return false;
        }
        chunk = rows.chunk(export, next++)
                .orElseThrow(() -> new IOException("the file %s was deleted while it was read".formatted(export.id())));
        position = 0;
        left -= chunk.length;
        return true;
    }
}
