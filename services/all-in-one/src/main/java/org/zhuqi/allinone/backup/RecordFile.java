package org.zhuqi.allinone.backup;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The records of one partition in order, to the byte. Each is: 1 (another follows), offset, timestamp (both 8 bytes), key,
 * value, the number of headers (4 bytes), and of each its name (2 bytes of length, UTF-8) and value. Key, value and values of
 * headers are 4 bytes of length and the bytes; length -1 says that there is none. A 0 ends the file.
 */
final class RecordFile {
    private RecordFile() {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Line(long offset, long timestamp, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {}

    static final class Writer implements AutoCloseable {
        private final DataOutputStream out;
        private long first = -1;
        private long records;

        Writer(OutputStream out) {
            this.out = new DataOutputStream(out);
        }

        void write(ConsumerRecord<byte[], byte[]> record) throws IOException {
            if (records == 0) {
                first = record.offset();
            }
            records++;
            out.writeByte(1);
            out.writeLong(record.offset());
            out.writeLong(record.timestamp());
            writeBytes(record.key());
            writeBytes(record.value());
            Header[] headers = record.headers().toArray();
            out.writeInt(headers.length);
            for (Header header : headers) {
                out.writeUTF(header.key());
                writeBytes(header.value());
            }
        }

        private void writeBytes(byte @Nullable [] bytes) throws IOException {
            out.writeInt(bytes == null ? -1 : bytes.length);
            if (bytes != null) {
                out.write(bytes);
            }
        }

        long records() {
            return records;
        }

        /** @return {@code otherwise} if nothing was written */
        long first(long otherwise) {
            return records == 0 ? otherwise : first;
        }

        @Override
        public void close() throws IOException {
            out.writeByte(0);
            out.close();
        }
    }

    static final class Reader implements AutoCloseable {
        private final DataInputStream in;

        Reader(InputStream in) {
            this.in = new DataInputStream(in);
        }

        /** @return empty at the end */
        Optional<Line> next() throws IOException {
            if (in.readByte() == 0) {
                return Optional.empty();
            }
            long offset = in.readLong();
            long timestamp = in.readLong();
            byte[] key = readBytes();
            byte[] value = readBytes();
            Headers headers = new RecordHeaders();
            int count = in.readInt();
            for (int index = 0; index < count; index++) {
                headers.add(in.readUTF(), readBytes());
            }
            return Optional.of(new Line(offset, timestamp, key, value, headers));
        }

        private byte @Nullable [] readBytes() throws IOException {
            int length = in.readInt();
            return length < 0 ? null : in.readNBytes(length);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
